package dev.levada.dadstorm.library;

/**
 * Lets the classes of the JDK through and no others. The platform's own loader is not enough: it finds the modules that
 * the process was started with, too, and Levada may be among them.
 */
final class JdkClasses extends ClassLoader {

    JdkClasses() {
        super(ClassLoader.getPlatformClassLoader());
    }

    @Override
    protected Class<?> loadClass(String name, boolean resolve) throws ClassNotFoundException {
        Class<?> found = super.loadClass(name, resolve);
        ClassLoader owner = found.getClassLoader();
        if (owner != null && owner != getParent()) {
            throw new ClassNotFoundException("%s is not of the JDK, and not in the library".formatted(name));
        }
        return found;
    }
}
