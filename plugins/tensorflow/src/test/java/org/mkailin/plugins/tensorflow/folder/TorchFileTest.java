package org.mkailin.plugins.tensorflow.folder;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.HexFormat;
import java.util.Locale;
import java.util.Objects;
import org.assertj.core.api.AbstractThrowableAssert;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Files that torch wrote, as the README beside them says; and damaged or malicious ones. */
class TorchFileTest {
  @TempDir Path folder;

  @ParameterizedTest
  @ValueSource(strings = {"state-zip.bin", "state-legacy.bin", "state-zip64.bin"})
  void tensorsAreReadInPlaceFromEveryFormat(String fixture) throws IOException {
    copy(fixture);
    Checkpoint checkpoint = Checkpoint.open(folder);

    assertThat(checkpoint.names())
        .containsExactly(
            "embed.weight",
            "tied.weight",
            "view",
            "half",
            "bfloat",
            "double",
            "int",
            "short",
            "char",
            "byte",
            "bool",
            "scalar",
            "empty");
    StoredTensor embed = checkpoint.get("embed.weight");
    assertThat(embed.shape()).containsExactly(4L, 3L);
    assertThat(TinyWeights.floats(embed)).containsExactly(0, 1, 2, 3, 4, 5, 6, 7, 8, 9, 10, 11);
    // The same storage: two names, one place.
    assertThat(checkpoint.get("tied.weight").offset()).isEqualTo(embed.offset());
    // Elements 4 to 6 of a storage that counts from 0.
    ByteBuffer view = TinyWeights.read(checkpoint.get("view"));
    assertThat(new long[] {view.getLong(), view.getLong(), view.getLong()})
        .containsExactly(4, 5, 6);
    // 1.5 = 0x3e00 and −2 = 0xc000 in float16; 1 = 0x3f80 and −3 = 0xc040 in bfloat16.
    assertHex(checkpoint.get("half"), ElementType.F16, "003e00c0");
    assertHex(checkpoint.get("bfloat"), ElementType.BF16, "803f40c0");
    assertThat(checkpoint.get("bfloat").shape()).containsExactly(2L, 1L);
    assertThat(TinyWeights.read(checkpoint.get("double")).getDouble()).isEqualTo(0.1);
    assertHex(checkpoint.get("int"), ElementType.I32, "07000000f8ffffff");
    assertHex(checkpoint.get("short"), ElementType.I16, "2c01");
    assertHex(checkpoint.get("char"), ElementType.I8, "ff");
    assertHex(checkpoint.get("byte"), ElementType.U8, "ff");
    assertHex(checkpoint.get("bool"), ElementType.BOOL, "0100");
    assertThat(checkpoint.get("scalar").shape()).isEmpty();
    assertHex(checkpoint.get("scalar"), ElementType.I64, "2a00000000000000");
    assertThat(checkpoint.get("empty").shape()).containsExactly(0L, 3L);
  }

  @Test
  void shardsAreOneCheckpoint() throws IOException {
    copy("state-zip.bin", "pytorch_model-1.bin");
    Files.writeString(
        folder.resolve("pytorch_model.bin.index.json"),
        "{\"weight_map\":{\"half\":\"pytorch_model-1.bin\"}}");
    assertThat(Checkpoint.open(folder).has("half")).isTrue();
  }

  @ParameterizedTest
  @ValueSource(strings = {"malicious-zip.bin", "malicious-legacy.bin"})
  void aPickleThatWouldRunACommandIsRefusedByNameAndRunsNothing(String fixture) throws IOException {
    copy(fixture);
    // os.system is posix.system in a pickle.
    assertRefused()
        .hasMessageContaining("pytorch_model.bin names 'posix.system'")
        .hasMessageContaining("nothing was executed");
    assertThat(Path.of("pickle-was-executed")).doesNotExist();
  }

  @Test
  void aNameMadeOnTheStackIsRefusedToo() throws IOException {
    writePickle(text("os"), text("system"), bytes(0x93), bytes(')', 'R', '.'));
    assertRefused().hasMessageContaining("names 'os.system'");
  }

  @Test
  void anOpcodeThatMakesObjectsIsRefused() throws IOException {
    writePickle(bytes('('), "ios\nsystem\n".getBytes(StandardCharsets.US_ASCII));
    assertRefused()
        .hasMessageContaining("has pickle opcode 0x69 at byte")
        .hasMessageContaining("nothing was executed");
  }

  @Test
  void aListThatHoldsItselfAsKeyIsRefused() throws IOException {
    // {}; l = []; l.append(l); {}[l] = l
    writePickle(bytes('}', ']', 'q', 0, 'h', 0, 'a', 'h', 0, 's', '.'));
    assertRefused().hasMessageContaining("expected a name as key of a dict");
  }

  @Test
  void aListWithinItselfAsNameIsRefused() throws IOException {
    // l = []; m = [l]; l.append(m); global(l, l)
    writePickle(bytes(']', 'q', 0, ']', 'q', 1, 'h', 0, 'a', 'a', 'h', 0, 0x93, '.'));
    assertRefused().hasMessageContaining("expected the name of a global");
  }

  @Test
  void aStackThatIsEmptyIsAnErrorOfTheFile() throws IOException {
    writePickle(bytes('0', '.'));
    assertRefused().hasMessageContaining("pytorch_model.bin is no pickle of torch");
  }

  @Test
  void aTextLongerThanTheFileIsRefusedBeforeItIsAllocated() throws IOException {
    writePickle(bytes('X', 0xff, 0xff, 0xff, 0x7f));
    assertRefused()
        .hasMessageContaining("is truncated: its table of tensors needs 2,147,483,647 bytes");
  }

  @Test
  void aTransposedTensorIsRefusedByName() throws IOException {
    copy("transposed.bin");
    assertRefused()
        .hasMessageContaining("tensor 'turned' in " + file() + " is not stored row by row")
        .hasMessageContaining("shape [3, 2], strides [1, 3]")
        .hasMessageContaining("convert the folder to safetensors");
  }

  @Test
  void anUnknownTypeIsRefusedByName() throws IOException {
    copy("float8.bin");
    assertRefused()
        .hasMessageContaining(file() + " names 'torch.")
        .hasMessageContaining("supported");
  }

  @Test
  void aWholeTrainingStateIsRefused() throws IOException {
    copy("training.bin");
    assertRefused()
        .hasMessageContaining("has under 'state_dict' no tensor; save model.state_dict() alone");
  }

  @Test
  void aCompressedArchiveIsRefused() throws IOException {
    copy("compressed.bin");
    assertRefused().hasMessageContaining("is compressed, which torch never does");
  }

  @Test
  void aZipCutOffIsRefused() throws IOException {
    copy("state-zip.bin");
    cutOff(100);
    assertRefused()
        .hasMessageContaining(file() + " is no whole zip archive of torch")
        .hasMessageContaining("its end is missing; fetch it again");
  }

  @Test
  void aLegacyFileCutOffNamesTheTensorAndItsBytes() throws IOException {
    copy("state-legacy.bin");
    StoredTensor last =
        Checkpoint.open(folder).tensors().stream()
            .max((a, b) -> Long.compare(a.offset() + a.length(), b.offset() + b.length()))
            .orElseThrow();
    cutOff(1);
    assertRefused()
        .hasMessageContaining("is truncated: tensor '" + last.name() + "' needs " + last.length())
        .hasMessageContaining(
            String.format(Locale.ROOT, "but only %d are there", last.length() - 1));
  }

  @Test
  void aTruncationAnywhereIsAnErrorOfTheFile() throws IOException {
    for (String fixture : new String[] {"state-zip.bin", "state-zip64.bin", "state-legacy.bin"}) {
      byte[] whole = bytes(fixture);
      for (int length = 0; length < whole.length; length += 31) {
        Files.write(file(), Arrays.copyOf(whole, length));
        assertRefused().hasMessageContaining(file().toString());
      }
    }
  }

  @Test
  void aFlippedByteIsReadOrRefusedAndNeverCrashes() throws IOException {
    for (String fixture : new String[] {"state-zip64.bin", "state-legacy.bin"}) {
      byte[] whole = bytes(fixture);
      for (int i = 0; i < whole.length; i += 5) {
        byte[] flipped = whole.clone();
        flipped[i] ^= (byte) 0xff;
        Files.write(file(), flipped);
        try {
          long size = Files.size(file());
          assertThat(Checkpoint.open(folder).tensors())
              .allMatch(tensor -> tensor.offset() + tensor.length() <= size);
        } catch (ModelFolderException e) {
          assertThat(e).hasMessageContaining(file().toString());
        }
      }
    }
  }

  @Test
  void anotherFileIsNotTakenForTorch() throws IOException {
    Files.writeString(file(), "<html>You need to log in to see this file</html>");
    assertRefused().hasMessageContaining(file() + " is no file of torch.save");
  }

  private Path file() {
    return folder.resolve("pytorch_model.bin");
  }

  private void copy(String fixture) throws IOException {
    copy(fixture, "pytorch_model.bin");
  }

  private void copy(String fixture, String name) throws IOException {
    Files.write(folder.resolve(name), bytes(fixture));
  }

  static byte[] bytes(String fixture) throws IOException {
    try (InputStream in =
        Objects.requireNonNull(TorchFileTest.class.getResourceAsStream(fixture), fixture)) {
      return in.readAllBytes();
    }
  }

  private void cutOff(int bytes) throws IOException {
    byte[] whole = Files.readAllBytes(file());
    Files.write(file(), Arrays.copyOf(whole, whole.length - bytes));
  }

  /** A legacy file with good magic number, protocol and system, and then this. */
  private void writePickle(byte[]... parts) throws IOException {
    ByteArrayOutputStream all = new ByteArrayOutputStream();
    all.write(HexFormat.of().parseHex("80028a0a6cfc9c46f9206aa850192e"));
    all.write(new byte[] {(byte) 0x80, 2, 'M', (byte) 0xe9, 3, '.'});
    all.write(new byte[] {(byte) 0x80, 2, '}', '.', (byte) 0x80, 2});
    for (byte[] part : parts) {
      all.write(part);
    }
    Files.write(file(), all.toByteArray());
  }

  private static byte[] text(String text) {
    byte[] utf8 = text.getBytes(StandardCharsets.UTF_8);
    byte[] pickled = new byte[2 + utf8.length];
    pickled[0] = (byte) 0x8c;
    pickled[1] = (byte) utf8.length;
    System.arraycopy(utf8, 0, pickled, 2, utf8.length);
    return pickled;
  }

  private static byte[] bytes(int... values) {
    byte[] bytes = new byte[values.length];
    for (int i = 0; i < values.length; i++) {
      bytes[i] = (byte) values[i];
    }
    return bytes;
  }

  private static void assertHex(StoredTensor tensor, ElementType type, String hex)
      throws IOException {
    assertThat(tensor.type()).isEqualTo(type);
    assertThat(HexFormat.of().formatHex(TinyWeights.read(tensor).array())).isEqualTo(hex);
  }

  private AbstractThrowableAssert<?, ? extends Throwable> assertRefused() {
    return assertThatThrownBy(() -> Checkpoint.open(folder))
        .isInstanceOf(ModelFolderException.class);
  }
}
