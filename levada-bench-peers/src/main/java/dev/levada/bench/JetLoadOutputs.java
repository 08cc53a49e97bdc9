package dev.levada.bench;

import com.hazelcast.jet.core.AbstractProcessor;
import com.hazelcast.jet.core.ProcessorMetaSupplier;
import com.hazelcast.jet.core.ProcessorSupplier;

/** What takes the output of a load, for Hazelcast Jet. */
final class JetLoadOutputs extends AbstractProcessor {
    private LoadOutputs outputs;

    @SuppressWarnings("NullAway.Init") // initialised first
    private JetLoadOutputs() {}

    static ProcessorMetaSupplier each(int parallelism) {
        return ProcessorMetaSupplier.of(parallelism, ProcessorSupplier.of(JetLoadOutputs::new));
    }

    @Override
    protected void init(Context context) {
        outputs = Load.current().outputs(context.globalProcessorIndex());
    }

    @Override
    protected boolean tryProcess(int ordinal, Object line) {
        outputs.add((String) line);
        return true;
    }

    @Override
    public boolean complete() {
        outputs.finish();
        return true;
    }
}
