package dev.levada.dadstorm;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.catchThrowableOfType;
import static org.junit.jupiter.params.provider.Arguments.arguments;

import dev.levada.api.operator.ErrorPolicy;
import dev.levada.dadstorm.language.Problem;
import dev.levada.node.job.JobFailedException;
import dev.levada.node.job.JobReport;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.jar.JarEntry;
import java.util.jar.JarOutputStream;
import java.util.stream.Stream;
import javax.tools.ToolProvider;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;

@Timeout(120)
final class CustomLibraryTest {
    private static final String MARKS = """
            package some.where;

            import java.util.*;

            public class Marker {
                public List<List<String>> mark(List<String> tuple) {
                    tuple.add("%s");
                    return List.of(tuple);
                }
            }
            """;

    @TempDir
    private Path directory;

    @Test
    void findsASourceAJarOrADirectoryOfClassesByTheNameOfTheDll() throws IOException {
        Files.writeString(directory.resolve("mylib.java"), MARKS.formatted("source"));
        assertThat(marked("mylib.dll")).containsExactly("x, source");

        classes("mylib", MARKS.formatted("classes"));
        assertThat(marked("mylib.dll")).containsExactly("x, classes");

        jar("mylib.jar", classes("other", MARKS.formatted("jar")));
        assertThat(marked("mylib.dll")).containsExactly("x, jar");
        assertThat(marked("\"C:\\old libs\\mylib.dll\"")).containsExactly("x, jar");
        assertThat(marked("mylib")).containsExactly("x, jar");
        assertThat(marked("mylib.java")).containsExactly("x, source");
    }

    @ParameterizedTest
    @ValueSource(strings = {"libs/mylib.dll", "mylib.dll", "mylib"})
    void takesTheLibraryOfTheOptionsBeforeAnyOther(String name) throws IOException {
        Files.writeString(directory.resolve("mylib.java"), MARKS.formatted("found"));
        Files.createDirectory(directory.resolve("given"));
        Path given = Files.writeString(directory.resolve("given/Any.java"), MARKS.formatted("given"));

        assertThat(marked("libs/mylib.dll", DadstormOptions.defaults().withLibraries(Map.of(name, given))))
                .containsExactly("x, given");
    }

    @Test
    void takesStaticMethodsOtherListsAndTheOtherCaseOfTheFirstLetter() {
        String source = """
                import java.util.*;

                public class Marker {
                    private Marker() {}

                    public static LinkedList<ArrayList<String>> Mark(Collection<String> tuple) {
                        LinkedList<ArrayList<String>> all = new LinkedList<>();
                        all.add(new ArrayList<>(tuple));
                        all.add(new ArrayList<>());
                        return all;
                    }

                    public static List<List<String>> Mark(String other) {
                        throw new IllegalStateException();
                    }
                }
                """;
        Scene scene = custom("mylib.dll").file("mylib.java", source);

        scene.run();

        assertThat(scene.tuples("OP1")).containsExactly(List.of("x"), List.of());
    }

    @Test
    void givesEachReplicaOneObjectOfItsOwn() {
        String source = """
                import java.util.*;
                import java.util.concurrent.atomic.AtomicInteger;

                public class Marker {
                    private static final AtomicInteger OBJECTS = new AtomicInteger();
                    private final int object = OBJECTS.incrementAndGet();
                    private int calls;

                    public List<List<String>> mark(List<String> tuple) {
                        return List.of(List.of(object + ":" + ++calls));
                    }
                }
                """;
        Scene scene = new Scene(directory)
                .file("mylib.java", source)
                .file("one.dat", "a\nb\nc\n")
                .file("two.dat", "d\n")
                .operator("OP1", "one.dat", 1, "primary", "CUSTOM mylib.dll, Marker, mark")
                .operator("OP2", "two.dat", 1, "primary", "CUSTOM mylib.dll, Marker, mark")
                .start("OP1", "OP2");

        scene.run();

        assertThat(Stream.concat(scene.result("OP1").stream(), scene.result("OP2").stream())
                        .map(mark -> mark.substring(2)))
                .containsExactly("1", "2", "3", "1");
        assertThat(scene.result("OP1").get(0).charAt(0))
                .isNotEqualTo(scene.result("OP2").get(0).charAt(0));
        assertThat(scene.result("OP1")).allMatch(mark -> mark.matches("[12]:.*"));
    }

    @Test
    void seesTheJdkAndNothingOfLevada() {
        String source = """
                import java.util.*;

                public class Marker {
                    public List<List<String>> mark(List<String> tuple) throws Exception {
                        Class.forName("java.sql.Connection");
                        try {
                            Class.forName("dev.levada.api.Topology");
                            return List.of(List.of("Levada is seen"));
                        } catch (ClassNotFoundException e) {
                            return List.of(List.of("hidden"));
                        }
                    }
                }
                """;
        Scene scene = custom("mylib.dll").file("mylib.java", source);

        scene.run();

        assertThat(scene.result("OP1")).containsExactly("hidden");
    }

    @ParameterizedTest
    @MethodSource("mistakes")
    void stopsTheJobWithTheCauseOrLeavesTheTupleOut(String statement, String cause) {
        String source = """
                import java.util.*;

                public class Marker {
                    public List mark(List<String> tuple) throws Exception {
                        if (tuple.contains("x")) {
                            %s
                        }
                        return List.of(tuple);
                    }
                }
                """.formatted(statement);
        Scene failing = custom("mylib.dll").file("mylib.java", source);

        assertThatThrownBy(failing::run)
                .isInstanceOf(JobFailedException.class)
                .hasMessage("job 'job' failed: operator 'OP1' failed on record [x]: " + cause);
        assertThat(failing.result("OP1")).isEmpty();

        Scene skipping = custom("mylib.dll")
                .file("letters.dat", "x\ny\n")
                .options(DadstormOptions.defaults().withCustomErrors(ErrorPolicy.skip()));
        JobReport report = skipping.run();

        assertThat(skipping.result("OP1")).containsExactly("y");
        assertThat(report.operators().get(1).errors()).isEqualTo(1);
    }

    static Stream<Arguments> mistakes() {
        return Stream.of(
                arguments("throw new java.io.IOException(\"no such user\");", "IOException: no such user"),
                arguments(
                        "return mark(tuple);", "IllegalStateException: Marker.mark threw java.lang.StackOverflowError"),
                arguments(
                        "return null;",
                        "IllegalStateException: Marker.mark returned null; an empty list emits nothing"),
                arguments(
                        "return List.of(tuple, \"y\");",
                        "IllegalStateException: Marker.mark returned a String in place of a tuple; each has to be a list of strings"),
                arguments(
                        "return List.of(Arrays.asList(\"a\", null));",
                        "IllegalStateException: Marker.mark returned a tuple with null in it; fields are strings"),
                arguments(
                        "return List.of(List.of(7));",
                        "IllegalStateException: Marker.mark returned a tuple with a Integer in it; fields are strings"));
    }

    @Test
    void stopsTheJobWithWhatTheConstructorThrows() {
        Scene scene = custom("mylib.dll").file("mylib.java", """
                public class Marker {
                    public Marker() { throw new IllegalArgumentException("no followers.dat"); }
                    public java.util.List<java.util.List<String>> mark(java.util.List<String> tuple) { return null; }
                }
                """);

        assertThatThrownBy(scene::run)
                .hasMessage(
                        "job 'job' failed: operator 'OP1' failed to open: IllegalArgumentException: no followers.dat");
    }

    @Test
    void tellsWhereItLookedForALibrary() {
        assertThat(problem(custom("libs/mylib.dll")))
                .startsWith(":3:17: error: library 'libs/mylib.dll' is not found: looked in " + directory + " and in ")
                .endsWith(
                        "; put mylib.jar, a directory mylib with classes, or mylib.java there, or add --lib libs/mylib.dll=PATH");
    }

    @Test
    void tellsThatTheLibraryOfTheOptionsIsNone() {
        Path given = directory.resolve("mylib.dll");
        Scene scene = custom("mylib.dll")
                .file("mylib.dll", "MZ")
                .options(DadstormOptions.defaults().withLibraries(Map.of("mylib.dll", given)));

        assertThat(problem(scene))
                .isEqualTo(":3:17: error: library 'mylib.dll' cannot be " + given
                        + "; name a jar, a directory of classes or a .java file that is there");
    }

    @Test
    void tellsThatAJarIsBroken() {
        assertThat(problem(custom("mylib.dll").file("mylib.jar", "no jar")))
                .startsWith(":3:17: error: library 'mylib.dll' cannot be read from " + directory.resolve("mylib.jar"))
                .endsWith("; is it a jar, a directory of classes or a Java source?");
    }

    @ParameterizedTest
    @MethodSource("unfit")
    void tellsWhatIsUnfitAboutClassOrMethod(String source, String problem) {
        assertThat(problem(custom("mylib.dll").file("mylib.java", "import java.util.*;\n" + source)))
                .isEqualTo(":3:17: error: " + problem);
    }

    static Stream<Arguments> unfit() {
        String declare = "public List<List<String>> mark(List<String> tuple)";
        String fine = "public List<List<String>> mark(List<String> tuple) { return null; }";
        String list = "java.util.List<java.util.List<java.lang.String>>";
        return Stream.of(
                arguments(
                        "public class Other {} class Another {}",
                        "library 'mylib.dll' has no class 'Marker'; it has Another, Other"),
                arguments("", "library 'mylib.dll' has no class 'Marker'; it has no classes at all"),
                arguments(
                        "class A { public static class Marker {} } class B { public static class Marker {} }",
                        "library 'mylib.dll' has several classes 'Marker'; write one of A$Marker, B$Marker"),
                arguments(
                        "public class Marker { void mark() {} }",
                        "class Marker has no public method 'mark'; declare " + declare),
                arguments(
                        "public class Marker { public String mark(List<String> tuple) { return null; } }",
                        "class Marker has a method of the wrong signature: public java.lang.String Marker.mark(java.util.List<java.lang.String>); declare one "
                                + declare),
                arguments(
                        "public class Marker { public List<String> mark(List<String> tuple) { return null; } }",
                        "class Marker has a method of the wrong signature: public java.util.List<java.lang.String> Marker.mark(java.util.List<java.lang.String>); declare one "
                                + declare),
                arguments(
                        "public class Marker { public List<List<Integer>> mark(List<String> tuple) { return null; } }",
                        "class Marker has a method of the wrong signature: public java.util.List<java.util.List<java.lang.Integer>> Marker.mark(java.util.List<java.lang.String>); declare one "
                                + declare),
                arguments(
                        "public class Marker { public List<List<String>> mark(List<Integer> tuple) { return null; } }",
                        "class Marker has a method of the wrong signature: public " + list
                                + " Marker.mark(java.util.List<java.lang.Integer>); declare one " + declare),
                arguments(
                        "public class Marker { public List<List<String>> mark(List<String> a, int b) { return null; } }",
                        "class Marker has a method of the wrong signature: public " + list
                                + " Marker.mark(java.util.List<java.lang.String>,int); declare one " + declare),
                arguments("class Marker { " + fine + " }", "class Marker is not public; declare it public"),
                arguments(
                        "class A { public static class Marker { " + fine + " } }",
                        "class A$Marker is not public; declare it public"),
                arguments(
                        "public class Marker { public Marker(int size) {} " + fine + " }",
                        "class Marker has no public constructor without parameters; declare one, or make the method static"),
                arguments(
                        "public abstract class Marker { " + fine + " }",
                        "class Marker has no public constructor without parameters; declare one, or make the method static"));
    }

    @Test
    void tellsEachCompileErrorAtItsPlaceInTheSourceOnce() {
        Scene scene = new Scene(directory)
                .file("letters.dat", "x")
                .file("mylib.java", "public class Marker {\n    int size = \"x\";\n    Strin text;\n}\n")
                .operator("OP1", "letters.dat", 1, "primary", "CUSTOM mylib.dll, Marker, mark")
                .operator("OP2", "letters.dat", 1, "primary", "CUSTOM mylib.dll, Marker, mark");

        assertThat(problems(scene))
                .containsExactlyInAnyOrder(
                        directory.resolve("mylib.java")
                                + ":3:5: error: library 'mylib.dll' does not compile: cannot find symbol symbol: class Strin location: class Marker",
                        directory.resolve("mylib.java")
                                + ":2:16: error: library 'mylib.dll' does not compile: incompatible types: java.lang.String cannot be converted to int");
    }

    @Test
    void doesNotSeeLevadaWhenItIsCompiledEither() {
        assertThat(problems(custom("mylib.dll").file("mylib.java", "public class Marker extends dev.levada.api.X {}")))
                .singleElement()
                .asString()
                .contains("package dev.levada.api does not exist");
    }

    private List<String> marked(String library) {
        return marked(library, DadstormOptions.defaults());
    }

    private List<String> marked(String library, DadstormOptions options) {
        Scene scene = custom(library).options(options);
        scene.run();
        return scene.result("OP1");
    }

    private Scene custom(String library) {
        return new Scene(directory)
                .file("letters.dat", "x")
                .operator("OP1", "letters.dat", 1, "primary", "CUSTOM " + library + ", Marker, mark")
                .start("OP1");
    }

    /** The only problem, without the name of the configuration. */
    private String problem(Scene scene) {
        assertThat(problems(scene)).hasSize(1);
        return problems(scene)
                .get(0)
                .substring(directory.resolve("job.config").toString().length());
    }

    private static List<String> problems(Scene scene) {
        DadstormException refusal = catchThrowableOfType(DadstormException.class, scene::load);
        assertThat(refusal).isNotNull();
        return refusal.problems().stream().map(Problem::toString).toList();
    }

    private Path classes(String name, String source) throws IOException {
        Path classes = Files.createDirectory(directory.resolve(name));
        Path file =
                Files.writeString(Files.createTempDirectory(directory, "source").resolve("Marker.java"), source);
        int failed = ToolProvider.getSystemJavaCompiler()
                .run(null, null, null, "-proc:none", "-d", classes.toString(), file.toString());
        assertThat(failed).isZero();
        return classes;
    }

    private void jar(String name, Path classes) throws IOException {
        try (OutputStream file = Files.newOutputStream(directory.resolve(name));
                JarOutputStream jar = new JarOutputStream(file)) {
            jar.putNextEntry(new JarEntry("some/where/Marker.class"));
            jar.write(Files.readAllBytes(classes.resolve("some/where/Marker.class")));
        }
    }
}
