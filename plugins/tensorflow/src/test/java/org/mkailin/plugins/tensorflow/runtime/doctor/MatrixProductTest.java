package org.mkailin.plugins.tensorflow.runtime.doctor;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;
import org.mkailin.plugins.tensorflow.runtime.Device;

class MatrixProductTest {
  @Test
  void everyElementIsRightOnTheCpu() {
    assertThat(MatrixProduct.wrongElements(Device.CPU)).isZero();
  }

  @Test
  void plainJavaMultipliesRowsByColumns() {
    int size = MatrixProduct.SIZE;
    float[] a = new float[size * size];
    float[] b = new float[size * size];
    // Row 1 of a is (2, 3, 0, …); column 2 of b is (5, 7, 0, …): 2·5 + 3·7 = 31.
    a[size] = 2;
    a[size + 1] = 3;
    b[2] = 5;
    b[size + 2] = 7;

    assertThat(MatrixProduct.inJava(a, b)[size + 2]).isEqualTo(31);
  }
}
