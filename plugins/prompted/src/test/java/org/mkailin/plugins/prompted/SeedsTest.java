package org.mkailin.plugins.prompted;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

class SeedsTest {
  @Test
  void aSeedIsTheBeginningOfTheDocumentedHash() {
    // printf '90000001\ngeneral\n1\n0' | sha256sum begins with f7627160d4ddfa9a, and with 2 in
    // place of 1 with 77901b622da410e9.
    Seeds seeds = new Seeds("general", 0);
    assertThat(seeds.of("90000001", 1)).isEqualTo(0xf7627160d4ddfa9aL);
    assertThat(seeds.of("90000001", 2)).isEqualTo(0x77901b622da410e9L);
  }

  @Test
  void citationAgentAttemptAndSettingAllCount() {
    assertThat(
            new long[] {
              new Seeds("general", 0).of("1", 1),
              new Seeds("general", 0).of("1", 2),
              new Seeds("general", 0).of("2", 1),
              new Seeds("general", 1).of("1", 1),
              new Seeds("domain", 0).of("1", 1)
            })
        .doesNotHaveDuplicates();
  }
}
