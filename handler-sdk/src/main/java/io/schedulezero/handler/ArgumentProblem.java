package io.schedulezero.handler;

/**
 * Why a handler cannot be called with these arguments.
 *
 * <pre>{@code
 * for (ArgumentProblem problem : definition.check(json)) {
 *   System.err.println(problem.path() + ": " + problem.message());
 *   // args.items[2].price: "cheap" is not a number
 * }
 * }</pre>
 *
 * @param path where: {@code args} for all of them, {@code args.items[2].price} for a part
 * @param message names the value, shortened, and what is allowed
 */
public record ArgumentProblem(String path, String message) {
  @Override
  public String toString() {
    return path + ": " + message;
  }
}
