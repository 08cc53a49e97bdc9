package dev.levada.checks;

import static com.tngtech.archunit.base.DescribedPredicate.not;
import static com.tngtech.archunit.core.domain.JavaCall.Predicates.target;
import static com.tngtech.archunit.core.domain.JavaClass.Predicates.equivalentTo;
import static com.tngtech.archunit.core.domain.JavaClass.Predicates.resideInAPackage;
import static com.tngtech.archunit.core.domain.properties.HasName.Predicates.nameMatching;
import static com.tngtech.archunit.core.domain.properties.HasOwner.Predicates.With.owner;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.classes;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.noClasses;
import static com.tngtech.archunit.library.Architectures.layeredArchitecture;
import static com.tngtech.archunit.library.dependencies.SlicesRuleDefinition.slices;
import static org.assertj.core.api.Assertions.assertThat;

import com.tngtech.archunit.core.domain.JavaClass;
import com.tngtech.archunit.core.domain.JavaClasses;
import com.tngtech.archunit.core.importer.ClassFileImporter;
import com.tngtech.archunit.core.importer.ImportOption;
import com.tngtech.archunit.lang.ArchRule;
import dev.levada.core.task.Task;
import java.util.Map;
import java.util.Set;
import org.junit.jupiter.api.Test;

/** The plan of the house, as rules over all of its classes. */
final class HouseTest {
    private static final String[] PURE = {
        "dev.levada.core..",
        "dev.levada.recovery..",
        "dev.levada.cluster..",
        "dev.levada.replication.session..",
        "dev.levada.testkit.."
    };
    private static final JavaClasses HOUSE = new ClassFileImporter()
            .withImportOption(ImportOption.Predefined.DO_NOT_INCLUDE_TESTS)
            .importPackages("dev.levada");

    @Test
    void seesTheHouse() {
        assertThat(HOUSE.contain(Task.class)).isTrue();
        assertThat(HOUSE.stream().map(JavaClass::getPackageName).distinct()).hasSizeGreaterThan(20);
    }

    @Test
    void packagesHaveNoCycles() {
        check(slices().matching("dev.levada.(**)").should().beFreeOfCycles());
    }

    @Test
    void roomsDependDownwardsOnly() {
        check(layeredArchitecture()
                .consideringOnlyDependenciesInAnyPackage("dev.levada..")
                .layer("api")
                .definedBy("dev.levada.api..")
                .layer("core")
                .definedBy("dev.levada.core..")
                .layer("recovery")
                .definedBy("dev.levada.recovery..")
                .layer("cluster")
                .definedBy("dev.levada.cluster..")
                .layer("io")
                .definedBy("dev.levada.io..")
                .layer("replication")
                .definedBy("dev.levada.replication..")
                .layer("lint")
                .definedBy("dev.levada.lint..")
                .layer("node")
                .definedBy("dev.levada.node..")
                .layer("console")
                .definedBy("dev.levada.console..")
                .layer("testkit")
                .definedBy("dev.levada.testkit..")
                .layer("dadstorm")
                .definedBy("dev.levada.dadstorm..")
                .layer("yaml")
                .definedBy("dev.levada.yaml..")
                .layer("junit")
                .definedBy("dev.levada.junit..")
                .optionalLayer("bench")
                .definedBy("dev.levada.bench..")
                .optionalLayer("faults")
                .definedBy("dev.levada.faults..")
                .optionalLayer("cli")
                .definedBy("dev.levada.cli..")
                .optionalLayer("examples")
                .definedBy("dev.levada.examples..")
                .optionalLayer("dspbench")
                .definedBy("dev.levada.dspbench..")
                .whereLayer("recovery")
                .mayOnlyBeAccessedByLayers("cluster", "node", "testkit")
                .whereLayer("io")
                .mayOnlyBeAccessedByLayers("replication", "node", "testkit", "bench", "cli")
                .whereLayer("replication")
                .mayOnlyBeAccessedByLayers("node", "bench", "faults", "cli", "examples")
                .whereLayer("lint")
                .mayOnlyBeAccessedByLayers("node", "cli")
                .whereLayer("node")
                .mayOnlyBeAccessedByLayers("console", "dadstorm", "yaml", "bench", "cli", "examples")
                .whereLayer("console")
                .mayOnlyBeAccessedByLayers("cli")
                .whereLayer("testkit")
                .mayOnlyBeAccessedByLayers("junit", "cli")
                .whereLayer("junit")
                .mayNotBeAccessedByAnyLayer()
                .whereLayer("dadstorm")
                .mayOnlyBeAccessedByLayers("cli")
                .whereLayer("yaml")
                .mayOnlyBeAccessedByLayers("cli")
                .whereLayer("dspbench")
                .mayOnlyBeAccessedByLayers("bench", "cli")
                .whereLayer("faults")
                .mayOnlyBeAccessedByLayers("bench", "cli")
                .whereLayer("cli")
                .mayNotBeAccessedByAnyLayer());
        check(noClasses()
                .that()
                .resideInAPackage("dev.levada.api..")
                .should()
                .dependOnClassesThat()
                .resideInAnyPackage(
                        "dev.levada.core..",
                        "dev.levada.lint..",
                        "dev.levada.recovery..",
                        "dev.levada.cluster..",
                        "dev.levada.node.."));
        check(noClasses()
                .that()
                .resideInAPackage("dev.levada.core..")
                .should()
                .dependOnClassesThat()
                .resideInAnyPackage(
                        "dev.levada.recovery..", "dev.levada.cluster..", "dev.levada.io..", "dev.levada.node.."));
    }

    @Test
    void theCommandSeesOfTheRealWorldOnlyWhatMakesCertificates() {
        check(noClasses()
                .that()
                .resideInAPackage("dev.levada.cli..")
                .should()
                .dependOnClassesThat()
                .resideInAnyPackage(
                        "dev.levada.io.disk..",
                        "dev.levada.io.log..",
                        "dev.levada.io.snapshot..",
                        "dev.levada.io.time.."));
    }

    @Test
    void replicationKnowsNothingOfStreams() {
        check(noClasses()
                .that()
                .resideInAPackage("dev.levada.replication..")
                .should()
                .dependOnClassesThat(resideInAPackage("dev.levada.core..")
                        .and(not(resideInAPackage("dev.levada.core.codec")))
                        .or(resideInAPackage("dev.levada.api..").and(not(resideInAPackage("dev.levada.api.codec"))))));
    }

    @Test
    void noTypeOfAConsensusLibraryCrossesTheDoor() {
        check(noClasses()
                .that()
                .resideInAPackage("dev.levada..")
                .and()
                .resideOutsideOfPackages("dev.levada.replication.ratis..", "dev.levada.bench.ratis..")
                .should()
                .dependOnClassesThat()
                .resideInAPackage("org.apache.ratis.."));
        check(noClasses()
                .that()
                .resideInAPackage("dev.levada..")
                .and()
                .resideOutsideOfPackage("dev.levada.replication.jgroups..")
                .should()
                .dependOnClassesThat()
                .resideInAPackage("org.jgroups.."));
    }

    @Test
    void packagesOfTheCoreBuildOnThoseBeforeThem() {
        String[] order = {"plan", "element", "codec", "channel", "state", "determinant", "recovery", "snapshot", "task"
        };
        for (int i = 0; i < order.length; i++) {
            for (int later = i + 1; later < order.length; later++) {
                check(noClasses()
                        .that()
                        .resideInAPackage("dev.levada.core." + order[i] + "..")
                        .should()
                        .dependOnClassesThat()
                        .resideInAPackage("dev.levada.core." + order[later] + ".."));
            }
        }
    }

    @Test
    void protocolsDoNotKnowEachOther() {
        check(slices().matching("dev.levada.recovery.(*)..").should().notDependOnEachOther());
    }

    @Test
    void pureRoomsHaveNoThreadClockDiskSocketChanceOrLogger() {
        check(noClasses()
                .that()
                .resideInAnyPackage(PURE)
                .should()
                .dependOnClassesThat()
                .resideInAnyPackage(
                        "java.net..",
                        "java.nio.file..",
                        "java.nio.channels..",
                        "java.util.concurrent.locks..",
                        "java.util.logging..",
                        "org.slf4j..",
                        "java.security..")
                .because("the world is let in through doors"));
        check(noClasses()
                .that()
                .resideInAnyPackage(PURE)
                .should()
                .dependOnClassesThat()
                .haveNameMatching(
                        "java\\.lang\\.Thread(Local)?|java\\.util\\.Timer|java\\.time\\.Clock|java\\.util\\.Random"
                                + "|java\\.util\\.concurrent\\.(Executor.*|CompletableFuture|ThreadLocalRandom|ForkJoin.*)"
                                + "|java\\.io\\.(File.*|RandomAccessFile)")
                .because("the world is let in through doors"));
        check(noClasses()
                .that()
                .resideInAnyPackage(PURE)
                .should()
                .callMethodWhere(target(owner(equivalentTo(System.class)))
                        .and(target(nameMatching("currentTimeMillis|nanoTime|identityHashCode|getenv|getProperty"))))
                .orShould()
                .callMethodWhere(target(owner(equivalentTo(Math.class))).and(target(nameMatching("random"))))
                .orShould()
                .callMethodWhere(
                        target(owner(equivalentTo(java.util.UUID.class))).and(target(nameMatching("randomUUID"))))
                .orShould()
                .callMethodWhere(target(nameMatching("now"))
                        .and(target(owner(equivalentTo(java.time.Instant.class)
                                .or(equivalentTo(java.time.LocalDate.class))
                                .or(equivalentTo(java.time.LocalDateTime.class))))))
                .orShould()
                .callConstructor(java.util.SplittableRandom.class)
                .because("time and chance are given, never taken"));
    }

    @Test
    void pureRoomsDoNotIterateInAnOrderOfTheDay() {
        check(noClasses()
                .that()
                .resideInAnyPackage(PURE)
                .should()
                .callMethodWhere(target(owner(equivalentTo(Set.class).or(equivalentTo(Map.class))))
                        .and(target(nameMatching("of|copyOf|ofEntries"))))
                .because("the order of Set.of and Map.of differs from one run of the JVM to the next"));
    }

    @Test
    void pureRoomsDependOnNothingButTheJdkAndTheirOwn() {
        check(classes()
                .that()
                .resideInAnyPackage(PURE)
                .should()
                .onlyDependOnClassesThat()
                .resideInAnyPackage("java..", "dev.levada..", "org.jspecify.."));
        check(classes()
                .that()
                .resideInAPackage("dev.levada.api..")
                .should()
                .onlyDependOnClassesThat()
                .resideInAnyPackage("java..", "dev.levada.api..", "org.jspecify.."));
    }

    @Test
    void namesSayWhatAThingIs() {
        check(noClasses()
                .should()
                .haveSimpleNameEndingWith("Impl")
                .orShould()
                .haveSimpleNameEndingWith("Manager")
                .orShould()
                .haveSimpleNameEndingWith("Helper")
                .orShould()
                .haveSimpleNameEndingWith("Util")
                .orShould()
                .haveSimpleNameEndingWith("Utils")
                .orShould()
                .haveSimpleNameStartingWith("Abstract")
                .orShould()
                .resideInAnyPackage("..impl..", "..internal..", "..util..", "..common..", "..model..", "..manager.."));
    }

    private static void check(ArchRule rule) {
        rule.allowEmptyShould(true).check(HOUSE);
    }
}
