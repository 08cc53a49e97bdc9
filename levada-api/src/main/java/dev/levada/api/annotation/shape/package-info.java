/**
 * What a marked class must look like, said once for its two readers: the compiler, through the annotation processor,
 * and the running program. A reader describes the class as a {@link dev.levada.api.annotation.shape.PipelineShape};
 * {@link dev.levada.api.annotation.shape.Rules} finds what is wrong with it.
 *
 * <p>Exported to the annotation processor alone.
 */
package dev.levada.api.annotation.shape;
