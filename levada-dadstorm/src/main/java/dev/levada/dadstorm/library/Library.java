package dev.levada.dadstorm.library;

import java.util.List;
import java.util.NavigableSet;

/**
 * A library, opened.
 *
 * @param name as typed in the configuration that named it first
 * @param loader loads its classes; sees nothing beside them but the JDK
 * @param classes the binary names of all classes in it
 */
record Library(String name, ClassLoader loader, NavigableSet<String> classes) {

    /** The classes of a name: the one that has exactly this, or all with this simple name. */
    List<String> classesNamed(String wanted) {
        return classes.contains(wanted)
                ? List.of(wanted)
                : classes.stream()
                        .filter(each -> simpleName(each).equals(wanted))
                        .toList();
    }

    private static String simpleName(String binaryName) {
        return binaryName.substring(1 + Math.max(binaryName.lastIndexOf('.'), binaryName.lastIndexOf('$')));
    }
}
