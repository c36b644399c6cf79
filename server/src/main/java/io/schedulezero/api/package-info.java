/**
 * The HTTP API that {@code docs/api/openapi.yaml} describes. Requests come in, are read strictly
 * and become calls of the engine's front door; its values and refusals go out as JSON and problems.
 *
 * <p>{@code server} starts and stops it. One class per resource; {@code …Body} reads what comes in,
 * {@code …View} is what goes out.
 */
@org.jspecify.annotations.NullMarked
package io.schedulezero.api;
