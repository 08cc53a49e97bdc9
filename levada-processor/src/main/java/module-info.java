/** Checks annotated pipelines while they are compiled. */
@org.jspecify.annotations.NullMarked
module dev.levada.processor {
    requires static transitive org.jspecify;
    requires dev.levada.api;
    requires java.compiler;

    provides javax.annotation.processing.Processor with
            dev.levada.processor.PipelineProcessor;
}
