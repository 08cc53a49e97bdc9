package dev.levada.dadstorm;

import dev.levada.dadstorm.file.SearchPath;
import dev.levada.dadstorm.language.Configuration;
import dev.levada.dadstorm.language.Input;
import dev.levada.dadstorm.language.OperatorDefinition;
import dev.levada.dadstorm.language.OperatorSpec;
import dev.levada.dadstorm.language.Problem;
import dev.levada.dadstorm.language.ReplicaAddress;
import dev.levada.dadstorm.language.SourcePosition;
import dev.levada.dadstorm.library.CustomCode;
import dev.levada.dadstorm.library.Libraries;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/** Looks for all that a configuration names outside itself, and tells all that is not there or not fit. */
final class Preflight {
    private final SearchPath searchPath;
    private final Libraries libraries;
    private final boolean loopback;
    private final LocalHosts hosts = new LocalHosts();
    private final List<Problem> problems = new ArrayList<>();
    private final Map<Input.FromFile, Path> files = new HashMap<>();
    private final Map<OperatorSpec.Custom, CustomCode> codes = new HashMap<>();
    private final Map<OperatorSpec.Output, Path> outputs = new HashMap<>();
    private final Map<Path, OperatorSpec.Output> writers = new HashMap<>();

    Preflight(Path configuration, DadstormOptions options) {
        this.searchPath = SearchPath.beside(configuration);
        this.libraries = new Libraries(searchPath, options.libraries(), problems::add);
        this.loopback = options.loopback();
    }

    void check(Configuration configuration) {
        configuration.operators().forEach(this::check);
    }

    /** In the order of the operators. */
    List<Problem> problems() {
        return problems;
    }

    /** Complete if there are no problems. */
    Resources resources() {
        return new Resources(files, codes, outputs);
    }

    private void check(OperatorDefinition operator) {
        operator.inputs().forEach(input -> {
            if (input instanceof Input.FromFile file) {
                find(file);
            }
        });
        operator.addresses().forEach(this::refuseElsewhere);
        if (operator.spec() instanceof OperatorSpec.Custom custom) {
            libraries.find(custom).ifPresent(code -> codes.put(custom, code));
        } else if (operator.spec() instanceof OperatorSpec.Output output) {
            output.path().ifPresent(path -> place(output, path));
        }
    }

    private void find(Input.FromFile input) {
        searchPath
                .find(input.path(), path -> Files.isRegularFile(path) && Files.isReadable(path))
                .ifPresentOrElse(path -> files.put(input, path), () -> tellMissing(input));
    }

    private void tellMissing(Input.FromFile input) {
        if (searchPath.find(input.path(), Files::isDirectory).isPresent()) {
            tell(input.position(), "'%s' is a directory".formatted(input.path()), "name a file in it");
        } else if (searchPath.find(input.path(), Files::exists).isPresent()) {
            tell(
                    input.position(),
                    "file '%s' may not be read".formatted(input.path()),
                    "change its permissions, or name another");
        } else {
            tell(
                    input.position(),
                    "there is no operator and no file '%s': looked in %s".formatted(input.path(), searchPath),
                    "check the name, or put the file beside the configuration");
        }
    }

    private void refuseElsewhere(ReplicaAddress address) {
        if (!loopback && !hosts.isThisMachine(address.host())) {
            tell(
                    address.position(),
                    "replica %s is not of this machine".formatted(address.url()),
                    "add --loopback to run it here all the same");
        }
    }

    private void place(OperatorSpec.Output output, String typed) {
        Path path = searchPath.output(typed).filter(Preflight::mayBeFile).orElse(null);
        if (path == null) {
            tell(output.position(), "output '%s' cannot be a file".formatted(typed), "name one that is no directory");
            return;
        }
        OperatorSpec.Output other = writers.putIfAbsent(path.toAbsolutePath().normalize(), output);
        if (other != null) {
            tell(
                    output.position(),
                    "output '%s' is written by two operators, first in line %d"
                            .formatted(typed, other.position().line()),
                    "name another, or let one operator read both");
        }
        outputs.put(output, path);
    }

    private static boolean mayBeFile(Path path) {
        return path.getFileName() != null && !Files.isDirectory(path);
    }

    private void tell(SourcePosition position, String message, String remedy) {
        problems.add(new Problem(position, Problem.Severity.ERROR, message, remedy));
    }
}
