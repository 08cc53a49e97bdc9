package dev.levada.dspbench;

import dev.levada.api.Pipeline;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.ServiceLoader;

/** The suite. */
public final class Applications {

    private Applications() {}

    /** All applications, by code. */
    public static List<Application> all() {
        return ServiceLoader.load(Pipeline.class, Applications.class.getClassLoader()).stream()
                .filter(provider -> Application.class.isAssignableFrom(provider.type()))
                .map(provider -> (Application) provider.get())
                .sorted(Comparator.comparing(each -> each.about().code()))
                .toList();
    }

    /** The application of that code. */
    public static Optional<Application> find(String code) {
        return all().stream().filter(each -> each.about().code().equals(code)).findFirst();
    }
}
