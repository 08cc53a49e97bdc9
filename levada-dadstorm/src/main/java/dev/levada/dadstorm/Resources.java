package dev.levada.dadstorm;

import dev.levada.dadstorm.language.Input;
import dev.levada.dadstorm.language.OperatorSpec;
import dev.levada.dadstorm.library.CustomCode;
import java.nio.file.Path;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** What the configuration names in the world outside, found. */
record Resources(
        Map<Input.FromFile, Path> files,
        Map<OperatorSpec.Custom, CustomCode> codes,
        Map<OperatorSpec.Output, Path> outputs) {

    Resources {
        files = Map.copyOf(files);
        codes = Map.copyOf(codes);
        outputs = Map.copyOf(outputs);
    }

    Path file(Input.FromFile input) {
        return found(files.get(input), input);
    }

    CustomCode code(OperatorSpec.Custom spec) {
        return found(codes.get(spec), spec);
    }

    Path output(OperatorSpec.Output spec) {
        return found(outputs.get(spec), spec);
    }

    private static <T> T found(@Nullable T resource, Object wanted) {
        if (resource == null) {
            throw new IllegalStateException("nobody looked for " + wanted);
        }
        return resource;
    }
}
