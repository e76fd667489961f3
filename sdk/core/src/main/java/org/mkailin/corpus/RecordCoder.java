package org.mkailin.corpus;

import java.io.IOException;
import java.io.InputStream;
import java.io.ObjectInputStream;
import java.io.OutputStream;
import java.lang.reflect.Constructor;
import java.lang.reflect.InvocationTargetException;
import java.lang.reflect.Method;
import java.lang.reflect.ParameterizedType;
import java.lang.reflect.RecordComponent;
import java.lang.reflect.Type;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import org.apache.beam.sdk.coders.BooleanCoder;
import org.apache.beam.sdk.coders.CannotProvideCoderException;
import org.apache.beam.sdk.coders.Coder;
import org.apache.beam.sdk.coders.CoderProvider;
import org.apache.beam.sdk.coders.CustomCoder;
import org.apache.beam.sdk.coders.DoubleCoder;
import org.apache.beam.sdk.coders.ListCoder;
import org.apache.beam.sdk.coders.NullableCoder;
import org.apache.beam.sdk.coders.StringUtf8Coder;
import org.apache.beam.sdk.coders.VarIntCoder;
import org.apache.beam.sdk.coders.VarLongCoder;
import org.apache.beam.sdk.values.TypeDescriptor;

/**
 * Encodes a record as its components, one after the other.
 *
 * <p>A record asks for it by {@code @DefaultCoder(RecordCoder.class)}. Components may be strings,
 * {@code int}, {@code long}, {@code double}, {@code boolean}, a nullable {@code Integer}, other
 * records, and lists of these. Java's own serialisation writes class descriptions and field names
 * along with every element, and takes several times as long: shuffles are where a pipeline's time
 * goes, so that matters.
 *
 * @param <R> the record's type
 */
public final class RecordCoder<R extends Record> extends CustomCoder<R> {
  private final Class<R> type;
  private transient Method[] accessors;
  private transient Coder<Object>[] coders;
  private transient Constructor<R> constructor;

  private RecordCoder(Class<R> type) {
    this.type = type;
    lookUp();
  }

  /**
   * The coder of a record's type.
   *
   * @throws IllegalArgumentException naming the component, if one is of a type that is not known
   */
  public static <R extends Record> RecordCoder<R> of(Class<R> type) {
    return new RecordCoder<>(type);
  }

  /** Beam's way from {@code @DefaultCoder} to a coder. */
  @SuppressWarnings("unchecked")
  public static CoderProvider getCoderProvider() {
    return new CoderProvider() {
      @Override
      public <T> Coder<T> coderFor(
          TypeDescriptor<T> descriptor, List<? extends Coder<?>> componentCoders)
          throws CannotProvideCoderException {
        Class<? super T> raw = descriptor.getRawType();
        if (!raw.isRecord()) {
          throw new CannotProvideCoderException(raw + " is not a record");
        }
        return (Coder<T>) of(raw.asSubclass(Record.class));
      }
    };
  }

  @SuppressWarnings({"unchecked", "rawtypes"})
  private void lookUp() {
    RecordComponent[] components = type.getRecordComponents();
    accessors = new Method[components.length];
    coders = new Coder[components.length];
    for (int i = 0; i < components.length; i++) {
      accessors[i] = components[i].getAccessor();
      accessors[i].setAccessible(true);
      coders[i] = (Coder<Object>) coderOf(components[i].getGenericType(), components[i]);
    }
    try {
      constructor =
          type.getDeclaredConstructor(
              Arrays.stream(components).map(RecordComponent::getType).toArray(Class[]::new));
      constructor.setAccessible(true);
    } catch (NoSuchMethodException e) {
      throw new IllegalStateException("every record has its canonical constructor", e);
    }
  }

  private static Coder<?> coderOf(Type type, RecordComponent component) {
    if (type == String.class) {
      return StringUtf8Coder.of();
    } else if (type == int.class) {
      return VarIntCoder.of();
    } else if (type == Integer.class) {
      return NullableCoder.of(VarIntCoder.of());
    } else if (type == long.class) {
      return VarLongCoder.of();
    } else if (type == double.class) {
      return DoubleCoder.of();
    } else if (type == boolean.class) {
      return BooleanCoder.of();
    } else if (type instanceof ParameterizedType list && list.getRawType() == List.class) {
      return ListCoder.of(coderOf(list.getActualTypeArguments()[0], component));
    } else if (type instanceof Class<?> record && record.isRecord()) {
      return of(record.asSubclass(Record.class));
    }
    throw new IllegalArgumentException(
        String.format(
            Locale.ROOT,
            "component '%s' of record %s is a %s, which RecordCoder does not know",
            component.getName(),
            component.getDeclaringRecord().getName(),
            type));
  }

  @Override
  public void encode(R value, OutputStream out) throws IOException {
    try {
      for (int i = 0; i < coders.length; i++) {
        coders[i].encode(accessors[i].invoke(value), out);
      }
    } catch (ReflectiveOperationException e) {
      throw new IllegalStateException("record " + type.getName() + " can't be read", e);
    }
  }

  @Override
  public R decode(InputStream in) throws IOException {
    Object[] arguments = new Object[coders.length];
    for (int i = 0; i < coders.length; i++) {
      arguments[i] = coders[i].decode(in);
    }
    try {
      return constructor.newInstance(arguments);
    } catch (InvocationTargetException e) {
      throw new IOException("record " + type.getName() + " refuses its values", e.getCause());
    } catch (ReflectiveOperationException e) {
      throw new IllegalStateException("record " + type.getName() + " can't be made", e);
    }
  }

  @Override
  public void verifyDeterministic() throws NonDeterministicException {
    verifyDeterministic(this, "a component is not deterministic", List.of(coders));
  }

  @Override
  public boolean consistentWithEquals() {
    return true;
  }

  @Override
  public TypeDescriptor<R> getEncodedTypeDescriptor() {
    return TypeDescriptor.of(type);
  }

  private void readObject(ObjectInputStream in) throws IOException, ClassNotFoundException {
    in.defaultReadObject();
    lookUp();
  }

  @Override
  public boolean equals(Object other) {
    return other instanceof RecordCoder<?> that && type == that.type;
  }

  @Override
  public int hashCode() {
    return type.hashCode();
  }

  @Override
  public String toString() {
    return "RecordCoder(" + type.getSimpleName() + ")";
  }
}
