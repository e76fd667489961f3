# mkailin's worker image for Dataflow: CUDA and cuDNN, Java 17, Beam's boot program, TensorFlow for
# GPUs. The job's own jar is not in it: each job stages its own, so that code and image can't disagree.
#
# Built from runners-config/dataflow/target, after `mvn -Pgpu package`; see docker/README.md.
FROM apache/beam_java17_sdk:@beam.version@ AS beam

FROM nvidia/cuda:@cuda.image@

RUN apt-get update \
 && apt-get install -y --no-install-recommends openjdk-17-jre-headless \
 && rm -rf /var/lib/apt/lists/*

# The harness, its logging jars and agents, and the program that starts them.
COPY --from=beam /opt/apache/beam /opt/apache/beam

# The boot program puts what this file lists behind the staged jars.
COPY docker/option-mkailin.json /opt/apache/beam/options/option-mkailin.json
COPY lib/natives/tensorflow-core-native-@tensorflow.version@-@tensorflow.platform@.jar /opt/mkailin/natives/tensorflow-core-native.jar

# Dataflow mounts the driver's libraries here; PATH has its tools, such as nvidia-smi.
ENV LD_LIBRARY_PATH=/usr/local/nvidia/lib64:/usr/local/cuda/lib64 \
    PATH=/usr/local/nvidia/bin:/usr/local/cuda/bin:/usr/local/sbin:/usr/local/bin:/usr/sbin:/usr/bin:/sbin:/bin \
    NVIDIA_VISIBLE_DEVICES=all \
    NVIDIA_DRIVER_CAPABILITIES=compute,utility \
    TF_CPP_MIN_LOG_LEVEL=2 \
    LC_ALL=C.UTF-8

ENTRYPOINT ["/opt/apache/beam/boot"]
