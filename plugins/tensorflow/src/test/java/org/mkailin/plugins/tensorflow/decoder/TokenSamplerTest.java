package org.mkailin.plugins.tensorflow.decoder;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.util.OptionalDouble;
import java.util.OptionalInt;
import org.junit.jupiter.api.Test;

class TokenSamplerTest {
  // Probabilities 0.1, 0.6, 0.3.
  private static final float[] LOGITS = {
    (float) Math.log(0.1), (float) Math.log(0.6), (float) Math.log(0.3)
  };

  @Test
  void tokensAreDrawnAsOftenAsTheyAreProbable() {
    double[] shares = shares(new TokenSampler(1, Sampling.FULL, 7));
    // The standard error of a share of 20,000 draws is at most 0.0035.
    assertThat(shares[0]).isCloseTo(0.1, within(0.015));
    assertThat(shares[1]).isCloseTo(0.6, within(0.015));
    assertThat(shares[2]).isCloseTo(0.3, within(0.015));
  }

  @Test
  void temperatureTwoFlattens() {
    // Square roots: 0.3162, 0.7746, 0.5477, whose sum is 1.6385 → 0.193, 0.473, 0.334.
    double[] shares = shares(new TokenSampler(2, Sampling.FULL, 7));
    assertThat(shares[0]).isCloseTo(0.193, within(0.015));
    assertThat(shares[1]).isCloseTo(0.473, within(0.015));
  }

  @Test
  void topKLeavesTheLikeliestK() {
    // 0.6 and 0.3 of 0.9.
    double[] shares =
        shares(new TokenSampler(1, new Sampling(OptionalInt.of(2), OptionalDouble.empty()), 7));
    assertThat(shares[0]).isZero();
    assertThat(shares[1]).isCloseTo(0.667, within(0.015));
  }

  @Test
  void topPLeavesTheFewestThatReachP() {
    assertThat(shares(nucleus(0.59))[1]).as("0.6 is enough").isEqualTo(1);
    assertThat(shares(nucleus(0.61))[0]).as("0.6 + 0.3 are enough").isZero();
    assertThat(shares(nucleus(0.61))[2]).isCloseTo(0.333, within(0.015));
    assertThat(shares(nucleus(0.95))[0]).as("all are needed").isCloseTo(0.1, within(0.015));
  }

  @Test
  void theSameSeedDrawsTheSameTokens() {
    TokenSampler one = new TokenSampler(1, Sampling.FULL, 11);
    TokenSampler other = new TokenSampler(1, Sampling.FULL, 11);
    for (int i = 0; i < 100; i++) {
      assertThat(one.draw(LOGITS)).isEqualTo(other.draw(LOGITS));
    }
  }

  private static TokenSampler nucleus(double p) {
    return new TokenSampler(1, new Sampling(OptionalInt.empty(), OptionalDouble.of(p)), 7);
  }

  private static double[] shares(TokenSampler sampler) {
    double[] shares = new double[LOGITS.length];
    int draws = 20_000;
    for (int i = 0; i < draws; i++) {
      shares[sampler.draw(LOGITS)] += 1.0 / draws;
    }
    return shares[1] > 1 - 1e-9 ? new double[] {shares[0], 1, shares[2]} : shares;
  }
}
