package org.mkailin.plugins.tensorflow.encoder;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.mkailin.plugins.tensorflow.folder.ModelFolder;
import org.mkailin.plugins.tensorflow.folder.ModelFolderException;

class SentenceSettingsTest {
  @TempDir Path folder;

  @Test
  void aPlainFolderSaysNothing() throws IOException {
    assertThat(read()).isEqualTo(new SentenceSettings(Optional.empty(), Optional.empty()));
  }

  @Test
  void poolingAndLengthAreThePublishers() throws IOException {
    write(
        "1_Pooling/config.json",
        """
        {"word_embedding_dimension": 24, "pooling_mode_cls_token": true,
         "pooling_mode_mean_tokens": false, "pooling_mode_max_tokens": false}
        """);
    write("sentence_bert_config.json", "{\"max_seq_length\": 48, \"do_lower_case\": false}");
    assertThat(read()).isEqualTo(new SentenceSettings(Optional.of(Pooling.CLS), Optional.of(48)));
  }

  @Test
  void poolingMayBeGivenByItsName() throws IOException {
    write("1_Pooling/config.json", "{\"embedding_dimension\": 24, \"pooling_mode\": \"mean\"}");
    assertThat(read().pooling()).contains(Pooling.MEAN);
  }

  @Test
  void aLengthMayBeLeftOpen() throws IOException {
    write("sentence_bert_config.json", "{\"max_seq_length\": null}");
    assertThat(read().maxTokens()).isEmpty();
  }

  @Test
  void otherPoolingIsRefusedByName() throws IOException {
    write(
        "1_Pooling/config.json",
        "{\"pooling_mode_mean_tokens\": true, \"pooling_mode_lasttoken\": true}");
    assertThatThrownBy(this::read)
        .isInstanceOf(ModelFolderException.class)
        .hasMessage(
            folder.resolve("model/1_Pooling/config.json")
                + " asks for pooling by mean_tokens and lasttoken, but one of cls, mean and max is"
                + " computed here");
  }

  @Test
  void aDamagedFileIsNamed() throws IOException {
    write("sentence_bert_config.json", "{");
    assertThatThrownBy(this::read)
        .isInstanceOf(ModelFolderException.class)
        .hasMessageStartingWith(
            folder.resolve("model/sentence_bert_config.json") + " is not readable as JSON");
  }

  private void write(String name, String text) throws IOException {
    Path file = folder.resolve("model").resolve(name);
    Files.createDirectories(file.getParent());
    Files.writeString(file, text);
  }

  private SentenceSettings read() throws IOException {
    return SentenceSettings.read(
        ModelFolder.open(BertFolders.copyTo(folder.resolve("model")).toString()));
  }
}
