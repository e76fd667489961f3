package org.mkailin.plugins.tensorflow.folder;

import java.io.IOException;
import java.math.BigInteger;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;

/**
 * Reads the pickles of torch.save, and executes nothing.
 *
 * <p>A pickle is a program for a stack machine that may call any Python function. Here a call is
 * data: the few functions that a checkpoint needs are known by name (see {@link TorchGlobals}), and
 * any other name is refused where it stands, before anything is done with it. So is any opcode that
 * torch does not write.
 *
 * <p>What comes out are String, Long, BigInteger, Double, Boolean, List, Map, {@link TorchStorage},
 * {@link TorchTensor} and {@link #NONE}. Opcodes: Python's Lib/pickletools.py.
 */
final class Pickle {
  /** Python's None. */
  static final Object NONE = Single.NONE;

  private static final Object MARK = Single.MARK;

  private enum Single {
    NONE,
    MARK
  }

  private final PickleInput in;
  private final TorchGlobals globals;
  private final List<Object> stack = new ArrayList<>();
  private final Map<Integer, Object> memo = new HashMap<>();

  Pickle(PickleInput in, TorchGlobals globals) {
    this.in = in;
    this.globals = globals;
  }

  /**
   * Reads one pickle; the input then stands behind it.
   *
   * @throws ModelFolderException if it names what is not allowed, or is damaged
   */
  Object read() throws IOException {
    for (int opcode = in.unsignedByte(); opcode != '.'; opcode = in.unsignedByte()) {
      step(opcode);
    }
    return pop();
  }

  private void step(int opcode) throws IOException {
    switch (opcode) {
      case 0x80 -> in.unsignedByte(); // PROTO
      case 0x95 -> in.bytes(Long.BYTES); // FRAME
      case '(' -> push(MARK);
      case '0' -> pop();
      case 'N' -> push(NONE);
      case 0x88 -> push(true);
      case 0x89 -> push(false);
      case 'J' -> push((long) in.integer());
      case 'K' -> push((long) in.unsignedByte());
      case 'M' -> push((long) in.unsignedShort());
      case 0x8a -> push(longOf(in.bytes(in.unsignedByte())));
      case 'G' -> push(in.number());
      case 'X', 'T' -> push(in.text(in.integer())); // BINUNICODE, BINSTRING
      case 0x8c, 'U' -> push(in.text(in.unsignedByte())); // SHORT_BINUNICODE, SHORT_BINSTRING
      case 'q' -> memo.put(in.unsignedByte(), top()); // BINPUT
      case 'r' -> memo.put(in.integer(), top()); // LONG_BINPUT
      case 0x94 -> memo.put(memo.size(), top()); // MEMOIZE
      case 'h' -> push(remembered(in.unsignedByte())); // BINGET
      case 'j' -> push(remembered(in.integer())); // LONG_BINGET
      case ')' -> push(List.of());
      case ']' -> push(new ArrayList<>());
      case '}' -> push(new LinkedHashMap<>());
      case 't', 'l' -> push(sinceMark()); // TUPLE, LIST
      case 0x85 -> push(last(1)); // TUPLE1
      case 0x86 -> push(last(2)); // TUPLE2
      case 0x87 -> push(last(3)); // TUPLE3
      case 'a' -> append(last(1)); // APPEND
      case 'e' -> append(sinceMark()); // APPENDS
      case 's' -> set(last(2)); // SETITEM
      case 'u' -> set(sinceMark()); // SETITEMS
      case 'c' -> push(globals.named(in.line() + "." + in.line())); // GLOBAL
      case 0x93 -> stackGlobal();
      case 'Q' -> push(globals.storage(list(pop()))); // BINPERSID
      case 'R' -> reduce();
      case 'b' -> pop(); // BUILD: attributes of an OrderedDict, which say nothing about tensors
      default ->
          throw new ModelFolderException(
              String.format(
                  Locale.ROOT,
                  "%s has pickle opcode 0x%02x at byte %,d, which no checkpoint needs;"
                      + " nothing was executed, take the model's safetensors",
                  in.file(),
                  opcode,
                  in.position() - 1));
    }
  }

  private void stackGlobal() {
    List<Object> names = last(2);
    if (!(names.get(0) instanceof String module) || !(names.get(1) instanceof String name)) {
      throw damaged("the name of a global");
    }
    push(globals.named(module + "." + name));
  }

  private void reduce() {
    List<Object> arguments = list(pop());
    push(globals.call(pop(), arguments));
  }

  private void append(List<Object> items) {
    if (!(top() instanceof ArrayList<?>)) {
      throw damaged("a list");
    }
    @SuppressWarnings("unchecked")
    List<Object> list = (List<Object>) top();
    list.addAll(items);
  }

  private void set(List<Object> items) {
    if (!(top() instanceof Map<?, ?>) || items.size() % 2 != 0) {
      throw damaged("a dict");
    }
    @SuppressWarnings("unchecked")
    Map<Object, Object> map = (Map<Object, Object>) top();
    for (int i = 0; i < items.size(); i += 2) {
      // Only plain keys: a list that holds itself has no hash.
      if (!(items.get(i) instanceof String || items.get(i) instanceof Long)) {
        throw damaged("a name as key of a dict");
      }
      map.put(items.get(i), items.get(i + 1));
    }
  }

  private static Object longOf(byte[] littleEndian) {
    byte[] bigEndian = new byte[littleEndian.length + 1];
    for (int i = 0; i < littleEndian.length; i++) {
      bigEndian[littleEndian.length - i] = littleEndian[i];
    }
    boolean negative = littleEndian.length > 0 && littleEndian[littleEndian.length - 1] < 0;
    bigEndian[0] = (byte) (negative ? -1 : 0);
    BigInteger number = new BigInteger(bigEndian);
    return number.bitLength() < Long.SIZE ? (Object) number.longValue() : number;
  }

  private Object remembered(int key) {
    Object value = memo.get(key);
    if (value == null) {
      throw damaged("a value remembered as " + key);
    }
    return value;
  }

  private void push(Object value) {
    stack.add(value);
  }

  private Object pop() {
    Object value = top();
    stack.remove(stack.size() - 1);
    return value;
  }

  private Object top() {
    if (stack.isEmpty()) {
      throw damaged("a value");
    }
    return stack.get(stack.size() - 1);
  }

  private List<Object> last(int count) {
    if (stack.size() < count) {
      throw damaged(count + " values");
    }
    return cut(stack.size() - count);
  }

  private List<Object> sinceMark() {
    int mark = stack.lastIndexOf(MARK);
    if (mark < 0) {
      throw damaged("a mark");
    }
    List<Object> items = cut(mark + 1);
    stack.remove(mark);
    return items;
  }

  private List<Object> cut(int from) {
    List<Object> tail = stack.subList(from, stack.size());
    List<Object> items = new ArrayList<>(tail);
    tail.clear();
    return items;
  }

  private List<Object> list(Object value) {
    if (!(value instanceof List<?> items)) {
      throw damaged("a tuple");
    }
    return new ArrayList<>(items);
  }

  private ModelFolderException damaged(String expected) {
    return new ModelFolderException(
        String.format(
            Locale.ROOT,
            "%s is no pickle of torch: expected %s at byte %,d; fetch the file again",
            in.file(),
            expected,
            in.position()));
  }
}
