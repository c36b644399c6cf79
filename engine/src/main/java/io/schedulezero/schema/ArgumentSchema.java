package io.schedulezero.schema;

import com.networknt.schema.Error;
import com.networknt.schema.InputFormat;
import com.networknt.schema.Schema;
import com.networknt.schema.SchemaException;
import com.networknt.schema.SchemaRegistry;
import com.networknt.schema.SchemaRegistryConfig;
import com.networknt.schema.SpecificationVersion;
import com.networknt.schema.ValidationLimitExceededException;
import io.schedulezero.handler.ArgumentProblem;
import io.schedulezero.handler.Arguments;
import java.util.List;
import java.util.Locale;
import org.jspecify.annotations.Nullable;
import tools.jackson.core.JacksonException;
import tools.jackson.databind.node.ObjectNode;

/**
 * What the arguments of one handler must be. Used by many threads. The schema stands for itself:
 * nothing that it refers to is fetched from anywhere. A schema that cannot be used refuses all
 * arguments and says why.
 */
public final class ArgumentSchema {
  /** A megabyte of arguments takes three million steps; a schema that branches without end, all. */
  private static final long MAX_STEPS = 10_000_000;

  private static final int MAX_DEPTH = 500;

  private final String json;
  private volatile @Nullable Schema read;

  /**
   * Takes the text; the first check reads it.
   *
   * @param json JSON Schema, 2020-12 unless it says otherwise
   */
  public ArgumentSchema(String json) {
    this.json = json;
  }

  /**
   * What is wrong with these arguments.
   *
   * @param argsJson JSON text; whatever it is, this does not throw
   * @return at most 20 problems; empty if the schema allows them
   */
  public List<ArgumentProblem> check(String argsJson) {
    Arguments.Reading arguments = Arguments.read(argsJson);
    ObjectNode args = arguments.value();
    return args == null ? arguments.problems() : check(args);
  }

  private List<ArgumentProblem> check(ObjectNode args) {
    try {
      Schema schema = schema();
      List<Error> errors = schema.validate(args);
      return errors.isEmpty() ? List.of() : SchemaProblems.of(errors, schema.getSchemaNode());
    } catch (ValidationLimitExceededException e) {
      return cannotBeChecked("it takes too long");
    } catch (SchemaException | JacksonException | IllegalArgumentException e) {
      return cannotBeChecked(String.valueOf(e.getMessage()));
    }
  }

  private Schema schema() {
    Schema ready = read;
    if (ready == null) {
      ready = Reader.read(json);
      read = ready;
    }
    return ready;
  }

  private static List<ArgumentProblem> cannotBeChecked(String why) {
    return List.of(
        Arguments.problem(
            List.of(), "cannot be checked against the JSON Schema of the handler: " + why));
  }

  /** Loads the validator. */
  private static final class Reader {
    private static final SchemaRegistryConfig CONFIG =
        SchemaRegistryConfig.builder()
            .locale(Locale.ENGLISH)
            .formatAssertionsEnabled(true)
            .preloadSchema(false)
            .executionContextCustomizer(
                (context, schema) ->
                    context.executionConfig(
                        config ->
                            config.maxEvaluationSteps(MAX_STEPS).maxEvaluationDepth(MAX_DEPTH)))
            .build();

    private Reader() {}

    /** Each has a registry of its own, so that equal ids in two of them mean nothing. */
    static Schema read(String json) {
      return SchemaRegistry.withDefaultDialect(
              SpecificationVersion.DRAFT_2020_12,
              registry ->
                  registry
                      .schemaRegistryConfig(CONFIG)
                      .schemaLoader(loader -> loader.allow(address -> false)))
          .getSchema(json, InputFormat.JSON);
    }
  }
}
