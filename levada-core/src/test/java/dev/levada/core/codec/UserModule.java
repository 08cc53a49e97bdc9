package dev.levada.core.codec;

import java.io.InputStream;
import java.lang.module.Configuration;
import java.lang.module.ModuleDescriptor;
import java.lang.module.ModuleFinder;
import java.lang.module.ModuleReader;
import java.lang.module.ModuleReference;
import java.net.URI;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Stream;

/** A user's named module that holds the shop. */
final class UserModule implements ModuleFinder {
    private static final String NAME = "user.shop";
    private static final String PACKAGE = "dev.levada.core.codec.shop";

    private final ModuleReference reference;

    private UserModule(ModuleDescriptor descriptor) {
        this.reference = new ModuleReference(descriptor, URI.create("shop:/")) {
            @Override
            public ModuleReader open() {
                return new Reader();
            }
        };
    }

    static UserModule closed() {
        return new UserModule(
                ModuleDescriptor.newModule(NAME).packages(Set.of(PACKAGE)).build());
    }

    static UserModule exported() {
        return new UserModule(ModuleDescriptor.newModule(NAME).exports(PACKAGE).build());
    }

    static UserModule opened() {
        return new UserModule(ModuleDescriptor.newModule(NAME).opens(PACKAGE).build());
    }

    /** Loads a class of the shop anew, inside the module. */
    Class<?> load(String simpleName) {
        Configuration configuration =
                ModuleLayer.boot().configuration().resolve(this, ModuleFinder.of(), List.of(NAME));
        try {
            return ModuleLayer.boot()
                    .defineModulesWithOneLoader(configuration, UserModule.class.getClassLoader())
                    .findLoader(NAME)
                    .loadClass(PACKAGE + "." + simpleName);
        } catch (ClassNotFoundException e) {
            throw new AssertionError(e);
        }
    }

    @Override
    public Optional<ModuleReference> find(String name) {
        return name.equals(NAME) ? Optional.of(reference) : Optional.empty();
    }

    @Override
    public Set<ModuleReference> findAll() {
        return Set.of(reference);
    }

    /** Finds the class files where the tests' own loader finds them. */
    private static final class Reader implements ModuleReader {
        @Override
        public Optional<URI> find(String name) {
            return Optional.empty();
        }

        @Override
        public Optional<InputStream> open(String name) {
            return Optional.ofNullable(UserModule.class.getResourceAsStream("/" + name));
        }

        @Override
        public Stream<String> list() {
            return Stream.empty();
        }

        @Override
        public void close() {}
    }
}
