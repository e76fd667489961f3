# mkailin's launcher for a Flex Template: reads the parameters, stages the job's files, writes the job.
#
# Built from runners-config/dataflow/target, after `mvn package`; see docker/README.md.
FROM gcr.io/dataflow-templates-base/java17-template-launcher-base:latest

COPY mkailin-dataflow-@project.version@-all.jar /template/mkailin.jar
COPY lib /template/lib

ENV FLEX_TEMPLATE_JAVA_CLASSPATH=/template/mkailin.jar \
    FLEX_TEMPLATE_JAVA_MAIN_CLASS=org.mkailin.runners.dataflow.FlexTemplate \
    TF_CPP_MIN_LOG_LEVEL=2 \
    LC_ALL=C.UTF-8
