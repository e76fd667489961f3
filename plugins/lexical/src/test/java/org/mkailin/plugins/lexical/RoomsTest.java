package org.mkailin.plugins.lexical;

import static com.tngtech.archunit.library.Architectures.layeredArchitecture;

import com.tngtech.archunit.core.importer.ImportOption.DoNotIncludeTests;
import com.tngtech.archunit.junit.AnalyzeClasses;
import com.tngtech.archunit.junit.ArchTest;
import com.tngtech.archunit.lang.ArchRule;

/** plugin → question, answer → mesh, citation → grammar; no arrow climbs. */
@AnalyzeClasses(packagesOf = RoomsTest.class, importOptions = DoNotIncludeTests.class)
class RoomsTest {
  private static final String ROOT = "org.mkailin.plugins.lexical";

  @ArchTest
  static final ArchRule ARROWS_GO_ONE_WAY =
      layeredArchitecture()
          .consideringOnlyDependenciesInLayers()
          .ensureAllClassesAreContainedInArchitecture()
          .layer("plugin")
          .definedBy(ROOT)
          .layer("question")
          .definedBy(ROOT + ".question")
          .layer("answer")
          .definedBy(ROOT + ".answer")
          .layer("mesh")
          .definedBy(ROOT + ".mesh")
          .layer("citation")
          .definedBy(ROOT + ".citation")
          .layer("grammar")
          .definedBy(ROOT + ".grammar")
          .whereLayer("plugin")
          .mayNotBeAccessedByAnyLayer()
          .whereLayer("question")
          .mayOnlyBeAccessedByLayers("plugin")
          .whereLayer("answer")
          .mayOnlyBeAccessedByLayers("plugin")
          .whereLayer("mesh")
          .mayOnlyBeAccessedByLayers("question")
          .whereLayer("citation")
          .mayOnlyBeAccessedByLayers("question", "answer")
          .whereLayer("grammar")
          .mayOnlyBeAccessedByLayers("plugin", "question", "answer", "mesh", "citation");
}
