package org.mkailin.pipelines;

import static com.tngtech.archunit.library.Architectures.layeredArchitecture;

import com.tngtech.archunit.core.importer.ImportOption;
import com.tngtech.archunit.junit.AnalyzeClasses;
import com.tngtech.archunit.junit.ArchTest;
import com.tngtech.archunit.lang.ArchRule;

/** Packages depend one way: on those further down, and on nothing beside or above. */
@AnalyzeClasses(packagesOf = RoomsTest.class, importOptions = ImportOption.DoNotIncludeTests.class)
class RoomsTest {
  private static final String HERE = "org.mkailin.pipelines";

  @ArchTest
  static final ArchRule NO_ARROW_CLIMBS =
      layeredArchitecture()
          .consideringOnlyDependenciesInLayers()
          .ensureAllClassesAreContainedInArchitecture()
          .layer("main")
          .definedBy(HERE)
          .layer("command")
          .definedBy(HERE + ".command..")
          .layer("doctor")
          .definedBy(HERE + ".doctor..")
          .layer("distill")
          .definedBy(HERE + ".distill..")
          .layer("prepare")
          .definedBy(HERE + ".prepare..")
          .layer("program")
          .definedBy(HERE + ".program..")
          .layer("results")
          .definedBy(HERE + ".results..")
          .layer("books")
          .definedBy(HERE + ".books..")
          .layer("agents")
          .definedBy(HERE + ".agents..")
          .layer("job")
          .definedBy(HERE + ".job..")
          .layer("place")
          .definedBy(HERE + ".place..")
          .layer("runner")
          .definedBy(HERE + ".runner..")
          .whereLayer("main")
          .mayNotBeAccessedByAnyLayer()
          .whereLayer("command")
          .mayOnlyBeAccessedByLayers("main")
          .whereLayer("doctor")
          .mayOnlyBeAccessedByLayers("command")
          .whereLayer("distill")
          .mayOnlyBeAccessedByLayers("command")
          .whereLayer("prepare")
          .mayOnlyBeAccessedByLayers("command", "distill")
          .whereLayer("program")
          .mayOnlyBeAccessedByLayers("distill", "prepare")
          .whereLayer("results")
          .mayOnlyBeAccessedByLayers("main", "command", "distill", "prepare", "program")
          .whereLayer("books")
          .mayOnlyBeAccessedByLayers("command", "distill", "prepare", "program", "results")
          .whereLayer("agents")
          .mayOnlyBeAccessedByLayers("command", "doctor", "distill", "prepare", "results")
          .whereLayer("job")
          .mayOnlyBeAccessedByLayers("main", "command", "doctor", "distill", "prepare", "program")
          .whereLayer("place")
          .mayOnlyBeAccessedByLayers(
              "command", "doctor", "distill", "prepare", "program", "results", "books", "agents",
              "job")
          .whereLayer("runner")
          .mayOnlyBeAccessedByLayers("command", "doctor", "program", "job", "place");
}
