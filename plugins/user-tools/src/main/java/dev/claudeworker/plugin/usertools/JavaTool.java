package dev.claudeworker.plugin.usertools;

import dev.claudeworker.spi.JsonCodec;
import dev.claudeworker.spi.JsonValue;
import dev.claudeworker.spi.JsonValue.JsonObject;
import dev.claudeworker.spi.JsonValue.JsonString;
import dev.claudeworker.spi.WorkerException;
import dev.claudeworker.spi.tool.Tool;
import dev.claudeworker.spi.tool.ToolCall;
import dev.claudeworker.spi.tool.ToolDescriptor;
import dev.claudeworker.spi.tool.ToolHints;
import dev.claudeworker.spi.tool.ToolMethod;
import dev.claudeworker.spi.tool.ToolParameter;
import dev.claudeworker.spi.tool.ToolResult;
import java.lang.reflect.InvocationTargetException;
import java.lang.reflect.Method;
import java.lang.reflect.Parameter;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** A method as a tool. */
record JavaTool(ToolDescriptor descriptor, Method method, Optional<Object> object, JsonCodec json)
    implements Tool {

  private static final Logger log = LoggerFactory.getLogger(JavaTool.class);

  static JavaTool of(Method method, Optional<Object> object, JsonCodec json) throws ToolProblem {
    Map<String, JsonValue> properties = new LinkedHashMap<>();
    List<String> required = new ArrayList<>();
    for (Parameter parameter : method.getParameters()) {
      if (parameter.getType() != ToolCall.class) {
        properties.put(parameter.getName(),
            JavaTypes.schema(parameter.getParameterizedType(), parameter.getAnnotation(ToolParameter.class)));
        if (parameter.getType() != Optional.class) {
          required.add(parameter.getName());
        }
      }
    }
    JsonObject schema = ObjectSchema.of(properties, required);
    ToolMethod about = method.getAnnotation(ToolMethod.class);
    ToolHints hints = about.readOnly() ? ToolHints.READS : ToolHints.UNKNOWN;
    return new JavaTool(ToolDescriptor.of(method.getName(), about.value().strip(), schema, hints), method, object,
        json);
  }

  @Override
  public ToolResult call(ToolCall call) throws InterruptedException {
    try {
      List<Object> arguments = new ArrayList<>();
      for (Parameter parameter : method.getParameters()) {
        arguments.add(parameter.getType() == ToolCall.class ? call
            : JavaTypes.read(call.arguments().get(parameter.getName()), parameter.getParameterizedType(),
                parameter.getName()));
      }
      return told(method.invoke(object.orElse(null), arguments.toArray()));
    } catch (InvocationTargetException failed) {
      return failure(failed);
    } catch (IllegalAccessException | IllegalArgumentException wrong) {
      return ToolResult.error(descriptor.name() + ": " + wrong.getMessage());
    }
  }

  private ToolResult told(@Nullable Object returned) {
    if (returned == null) {
      // A method without a result, mostly: a model wants to read that it went well.
      return ToolResult.text("done");
    }
    JsonValue result = JavaTypes.written(returned);
    return result instanceof JsonString(String text) ? ToolResult.text(text)
        : ToolResult.structured(json.print(result), result);
  }

  private ToolResult failure(InvocationTargetException failed) throws InterruptedException {
    Throwable cause = Optional.ofNullable(failed.getCause()).orElse(failed);
    if (cause instanceof InterruptedException stop) {
      throw stop;
    }
    if (cause instanceof WorkerException told) {
      throw told;
    }
    log.warn("the tool {} failed", descriptor.name(), cause);
    return ToolResult.error(descriptor.name() + " failed: " + cause.getMessage());
  }
}
