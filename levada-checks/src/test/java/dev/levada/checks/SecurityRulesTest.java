package dev.levada.checks;

import static com.tngtech.archunit.base.DescribedPredicate.describe;
import static com.tngtech.archunit.core.domain.JavaCall.Predicates.target;
import static com.tngtech.archunit.core.domain.properties.HasName.Predicates.nameMatching;
import static com.tngtech.archunit.core.domain.properties.HasOwner.Predicates.With.owner;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.noClasses;
import static org.assertj.core.api.Assertions.assertThat;

import com.tngtech.archunit.core.domain.JavaClass;
import com.tngtech.archunit.core.domain.JavaClasses;
import com.tngtech.archunit.core.importer.ClassFileImporter;
import com.tngtech.archunit.core.importer.ImportOption;
import com.tngtech.archunit.lang.ArchRule;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Set;
import java.util.TreeSet;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

/** What no class of the house may do, and that the list of security tests in docs/security.md is true. */
final class SecurityRulesTest {
    private static final Path ROOT = Path.of("..");
    private static final String FILTER = "-Djdk.serialFilter=!*";
    private static final Pattern TEST = Pattern.compile("void (s\\d+)[A-Z]\\w*\\(");
    private static final Pattern ROW = Pattern.compile("^\\| (S\\d+) \\|.*\\|$", Pattern.MULTILINE);
    private static final Pattern CLASS = Pattern.compile("`(\\w+Test)`");
    private static final JavaClasses HOUSE = new ClassFileImporter()
            .withImportOption(ImportOption.Predefined.DO_NOT_INCLUDE_TESTS)
            .importPackages("dev.levada");

    @Test
    void s15NothingIsDeserializedByJava() {
        check(noClasses()
                .should()
                .dependOnClassesThat()
                .haveNameMatching("java\\.io\\.(Object(In|Out)putStream.*|Object(In|Out)put|Externalizable)"
                        + "|java\\.beans\\.XML(De|En)coder|java\\.rmi\\..*|javax\\.naming\\..*|javax\\.script\\..*"
                        + "|javax\\.management\\.remote\\..*"));
        check(noClasses()
                .should()
                .callMethodWhere(target(nameMatching("readObject|readUnshared|writeReplace|readResolve"))));
    }

    @Test
    void s15NoTextNamesTheClassItBecomes() {
        check(noClasses()
                .should()
                .dependOnClassesThat()
                .haveNameMatching("com\\.fasterxml\\.jackson\\.annotation\\.JsonTypeInfo.*"
                        + "|.*\\.jsontype\\..*|org\\.yaml\\.snakeyaml\\.Yaml|java\\.net\\.URLClassLoader\\$.*"));
        check(noClasses()
                .should()
                .callMethodWhere(target(nameMatching("activateDefaultTyping.*|enableDefaultTyping.*"))));
    }

    @Test
    void s15NoShellIsAsked() {
        check(noClasses()
                .should()
                .callMethodWhere(target(nameMatching("exec"))
                        .and(target(
                                owner(describe("Runtime", (JavaClass each) -> each.isEquivalentTo(Runtime.class)))))));
    }

    @Test
    void s15TheStartScriptsRefuseSerializedObjects() throws IOException {
        assertThat(Files.readString(ROOT.resolve("levada"))).contains(FILTER);
        assertThat(Files.readString(ROOT.resolve("levada-dist/src/main/sh/levada")))
                .contains(FILTER);
    }

    @Test
    void eachSecurityTestIsListedWhereItIs() throws IOException {
        Set<String> listed = new TreeSet<>();
        Matcher rows = ROW.matcher(Files.readString(ROOT.resolve("docs/security.md")));
        while (rows.find()) {
            Matcher classes = CLASS.matcher(rows.group());
            while (classes.find()) {
                listed.add(rows.group(1) + " " + classes.group(1));
            }
        }

        assertThat(listed).hasSizeGreaterThan(20).isEqualTo(written());
    }

    /** ID and class of each test whose name begins with an id. */
    private static Set<String> written() throws IOException {
        Set<String> written = new TreeSet<>();
        for (Path file : tests()) {
            String name = String.valueOf(file.getFileName()).replace(".java", "");
            Matcher tests = TEST.matcher(Files.readString(file));
            while (tests.find()) {
                written.add(tests.group(1).replace('s', 'S') + " " + name);
            }
        }
        return written;
    }

    private static Set<Path> tests() throws IOException {
        Set<Path> tests = new TreeSet<>();
        try (Stream<Path> modules = Files.list(ROOT)) {
            for (Path module : modules.filter(each -> Files.isDirectory(each.resolve("src/test/java")))
                    .toList()) {
                try (Stream<Path> files = Files.walk(module.resolve("src/test/java"))) {
                    tests.addAll(files.filter(each -> each.toString().endsWith("Test.java"))
                            .collect(Collectors.toSet()));
                }
            }
        }
        return tests;
    }

    private static void check(ArchRule rule) {
        rule.allowEmptyShould(true).check(HOUSE);
    }
}
