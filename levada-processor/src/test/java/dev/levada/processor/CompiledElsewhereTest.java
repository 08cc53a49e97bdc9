package dev.levada.processor;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.levada.api.annotation.AnnotatedJob;
import dev.levada.api.annotation.Sequential;
import dev.levada.api.annotation.StateHandles;
import dev.levada.api.annotation.ToStream;
import dev.levada.api.state.CounterState;
import dev.levada.api.state.ListState;
import dev.levada.api.state.MapState;
import java.lang.module.Configuration;
import java.lang.module.ModuleFinder;
import java.lang.reflect.Constructor;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** What the running program makes of classes that were compiled in another way, or into another module. */
class CompiledElsewhereTest {
    private static final String JOB = """
            package demo;
            import dev.levada.api.annotation.*;
            import dev.levada.api.state.*;
            import java.util.*;
            @ToStream("job")
            public final class Job {
                private record Reading(int sensor) {}
                @Source private Iterator<Reading> readings() { return List.of(new Reading(1), new Reading(1)).iterator(); }
                @Stage(order = 1) @Keyed("sensor")
                private long count(Reading r, CounterState seen, @State("named") CounterState other) { return seen.add(1); }
                @Sink private static void write(long count) { System.setProperty("demo.count", "" + count); }
            }
            """;

    @TempDir
    private Path classes;

    @ParameterizedTest
    @CsvSource({"-parameters, seen", "-g, state-1"})
    void namesStateByItsParameterOrElseByPosition(String option, String expected) throws ReflectiveOperationException {
        Compilation job = Compilation.of(classes, "demo/Job.java", JOB);
        job.compile("-classpath", Compilation.library().toString(), option);
        Names names = new Names(new ArrayList<>());

        AnnotatedJob.of(job.instance("demo.Job")).stages().get(0).bind(names);

        assertThat(names.asked()).containsExactly(expected, "named");
    }

    @Test
    void runsAClassOfAModuleThatOpensItsPackage() throws ReflectiveOperationException {
        Sequential.run(
                inModule("module demo { requires dev.levada.api; exports demo; opens demo to dev.levada.api; }"));

        assertThat(System.getProperty("demo.count")).isEqualTo("2");
    }

    @Test
    void saysWhatToOpenIfAModuleKeepsItsPackageToItself() throws ReflectiveOperationException {
        Object job = inModule("module demo { requires dev.levada.api; exports demo; }");

        assertThatThrownBy(() -> AnnotatedJob.of(job))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessage("method readings of class demo.Job cannot be called: its module demo does not open package"
                        + " demo; add 'opens demo to dev.levada.api;' to its module-info");
    }

    private Object inModule(String declaration) throws ReflectiveOperationException {
        Compilation.of(classes, "module-info.java", declaration)
                .with("demo/Job.java", JOB)
                .compile("--module-path", System.getProperty("jdk.module.path"));
        ModuleLayer boot = ToStream.class.getModule().getLayer();
        Configuration configuration =
                boot.configuration().resolve(ModuleFinder.of(classes), ModuleFinder.of(), Set.of("demo"));
        ModuleLayer layer = boot.defineModulesWithOneLoader(configuration, ToStream.class.getClassLoader());
        Constructor<?> constructor =
                layer.findLoader("demo").loadClass("demo.Job").getDeclaredConstructor();
        return constructor.newInstance();
    }

    private record Names(List<String> asked) implements StateHandles {
        @Override
        public CounterState counter(String name) {
            asked.add(name);
            return new CounterState() {
                @Override
                public long get() {
                    return 0;
                }

                @Override
                public void set(long value) {}

                @Override
                public long add(long delta) {
                    return delta;
                }

                @Override
                public void clear() {}
            };
        }

        @Override
        public ListState<?> list(String name) {
            throw new AssertionError("the job has no list");
        }

        @Override
        public MapState<?, ?> map(String name) {
            throw new AssertionError("the job has no map");
        }
    }
}
