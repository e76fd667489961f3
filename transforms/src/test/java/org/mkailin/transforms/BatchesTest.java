package org.mkailin.transforms;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

class BatchesTest {
  private static Batches<String> batches(int size, int characters, String... inputs) {
    Batches<String> batches = new Batches<>(size, characters, String::length);
    List.of(inputs).forEach(batches::add);
    return batches;
  }

  @Test
  void inputsOfLikeLengthComeTogetherLongestFirst() {
    assertThat(batches(2, 100, "a", "bbbb", "cc", "dddd", "ee").cut())
        .containsExactly(List.of("bbbb", "dddd"), List.of("cc", "ee"), List.of("a"));
  }

  @Test
  void aBatchHoldsNoMoreCharactersThanAllowed() {
    // 3 + 3 = 6; with another 2 it were 8.
    assertThat(batches(10, 7, "aaa", "bb", "ccc", "d", "ee").cut())
        .containsExactly(List.of("aaa", "ccc"), List.of("bb", "ee", "d"));
  }

  @Test
  void whatIsLongerThanAllowedIsABatchOfItsOwn() {
    assertThat(batches(10, 3, "aaaa", "b", "ccccc", "d").cut())
        .containsExactly(List.of("ccccc"), List.of("aaaa"), List.of("b", "d"));
  }

  @Test
  void emptyInputsCountToo() {
    assertThat(batches(2, 3, "", "", "").cut()).containsExactly(List.of("", ""), List.of(""));
  }

  @Test
  void nothingGivesNoBatchAndACutForgetsWhatItGave() {
    Batches<String> batches = batches(2, 3, "a");
    assertThat(batches.cut()).hasSize(1);
    assertThat(batches.cut()).isEmpty();
  }

  @Test
  void sixteenBatchesAreGatheredBeforeTheCut() {
    Batches<String> batches = batches(2, 100);
    IntStream.range(0, 31).forEach(i -> batches.add("a"));
    assertThat(batches.isFull()).isFalse();
    batches.add("a");
    assertThat(batches.isFull()).isTrue();
    assertThat(batches.cut()).hasSize(16);
    assertThat(batches.isFull()).isFalse();
  }

  @Test
  void longInputsFillItEarlier() {
    Batches<String> batches = batches(100, 2);
    IntStream.range(0, 7).forEach(i -> batches.add("aaaa"));
    assertThat(batches.isFull()).isFalse();
    // 8 · 4 = 16 · 2 characters.
    batches.add("aaaa");
    assertThat(batches.isFull()).isTrue();
  }
}
