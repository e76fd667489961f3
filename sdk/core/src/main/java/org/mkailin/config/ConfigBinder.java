package org.mkailin.config;

import java.lang.reflect.Constructor;
import java.lang.reflect.InvocationTargetException;
import java.lang.reflect.RecordComponent;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * Fills a configuration record from YAML's maps, strictly: unknown keys, missing keys and wrong
 * values are all found, and reported together.
 */
public final class ConfigBinder {
  private ConfigBinder() {}

  /**
   * Binds {@code values} to a record.
   *
   * @param where what to call the section in messages, such as «agents.retriever.dense»
   * @param problems receives every problem
   * @return the record, or empty if there was a problem
   */
  public static <C extends Record> Optional<C> bind(
      Class<C> type, Map<String, ?> values, String where, List<String> problems) {
    Map<String, RecordComponent> components = new LinkedHashMap<>();
    for (RecordComponent component : type.getRecordComponents()) {
      components.put(key(component), component);
    }
    int before = problems.size();
    for (String seen : values.keySet()) {
      if (!components.containsKey(seen)) {
        problems.add(
            where + ": unknown key '" + seen + "'" + Suggestion.among(components.keySet(), seen));
      }
    }
    List<@Nullable Object> arguments = new ArrayList<>();
    components.forEach(
        (key, component) -> arguments.add(argument(component, key, values, where, problems)));
    if (problems.size() > before) {
      return Optional.empty();
    }
    try {
      return Optional.of(constructor(type).newInstance(arguments.toArray()));
    } catch (InvocationTargetException e) {
      problems.add(where + ": " + e.getCause().getMessage());
      return Optional.empty();
    } catch (ReflectiveOperationException e) {
      throw new IllegalStateException("configuration record " + type.getName(), e);
    }
  }

  /** The keys of a configuration record with their help and defaults, in the record's order. */
  public static List<Key> keys(Class<? extends Record> type) {
    return Arrays.stream(type.getRecordComponents())
        .map(
            c ->
                new Key(
                    key(c),
                    ValueReader.typeName(c.getGenericType()),
                    ValueReader.isOptional(c.getType()),
                    byDefault(c),
                    setting(c).value()))
        .toList();
  }

  /** The references to secrets in a configuration record, by key. */
  public static Map<String, Secret> secretsOf(Record configuration) {
    Map<String, Secret> secrets = new LinkedHashMap<>();
    for (RecordComponent component : configuration.getClass().getRecordComponents()) {
      Object value = value(configuration, component);
      if (value instanceof Secret secret) {
        secrets.put(key(component), secret);
      } else if (value instanceof Optional<?> optional
          && optional.isPresent()
          && optional.get() instanceof Secret secret) {
        secrets.put(key(component), secret);
      }
    }
    return secrets;
  }

  private static Object value(Record configuration, RecordComponent component) {
    try {
      component.getAccessor().setAccessible(true);
      return component.getAccessor().invoke(configuration);
    } catch (ReflectiveOperationException e) {
      throw new IllegalStateException(
          "configuration record " + configuration.getClass().getName(), e);
    }
  }

  /**
   * One configuration key.
   *
   * @param name as in YAML
   * @param type its type in a reader's words
   * @param optional whether it may be left out though there is no default
   * @param byDefault its default, if it has one
   * @param help what it does
   */
  public record Key(
      String name, String type, boolean optional, Optional<String> byDefault, String help) {}

  private static @Nullable Object argument(
      RecordComponent component,
      String key,
      Map<String, ?> values,
      String where,
      List<String> problems) {
    Object given = values.get(key);
    if (given == null && byDefault(component).isPresent()) {
      given = byDefault(component).get();
    }
    if (given == null) {
      if (ValueReader.isOptional(component.getType())) {
        return ValueReader.absent(component.getType());
      }
      problems.add(where + ": key '" + key + "' is missing: " + setting(component).value());
      return null;
    }
    try {
      return ValueReader.read(given, component.getGenericType());
    } catch (IllegalArgumentException e) {
      problems.add(where + "." + key + ": " + e.getMessage());
      return null;
    }
  }

  private static <C extends Record> Constructor<C> constructor(Class<C> type)
      throws NoSuchMethodException {
    Class<?>[] types =
        Arrays.stream(type.getRecordComponents())
            .map(RecordComponent::getType)
            .toArray(Class<?>[]::new);
    Constructor<C> constructor = type.getDeclaredConstructor(types);
    constructor.setAccessible(true);
    return constructor;
  }

  private static Optional<String> byDefault(RecordComponent component) {
    return Optional.of(setting(component).byDefault()).filter(d -> !d.equals(Setting.NONE));
  }

  private static Setting setting(RecordComponent component) {
    Setting setting = component.getAnnotation(Setting.class);
    if (setting == null) {
      throw new IllegalStateException(
          String.format(
              Locale.ROOT,
              "component '%s' of configuration record %s has no @Setting",
              component.getName(),
              component.getDeclaringRecord().getName()));
    }
    return setting;
  }

  private static String key(RecordComponent component) {
    return component.getName().replaceAll("([A-Z])", "-$1").toLowerCase(Locale.ROOT);
  }
}
