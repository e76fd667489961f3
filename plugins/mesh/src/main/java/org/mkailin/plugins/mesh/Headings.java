package org.mkailin.plugins.mesh;

import jakarta.inject.Inject;
import java.util.List;
import java.util.Locale;
import org.mkailin.corpus.MeshHeading;
import org.mkailin.plugins.mesh.MeshConfig.CheckTagUse;

/** Which of a citation's headings are compared: the known ones, without check tags unless asked. */
final class Headings {
  private final MeshOntology ontology;
  private final boolean[] ignored;

  @Inject
  Headings(MeshOntology ontology, MeshConfig config) {
    this.ontology = ontology;
    ignored = new boolean[ontology.size()];
    if (config.checkTags() == CheckTagUse.IGNORE) {
      for (int i = 0; i < ignored.length; i++) {
        ignored[i] = CheckTags.contains(ontology.descriptor(i));
      }
    }
  }

  /** The numbers of the descriptors to compare: ascending, each once. */
  int[] compared(List<MeshHeading> headings) {
    return headings.stream()
        .mapToInt(ontology::find)
        .filter(d -> d != MeshOntology.UNKNOWN && !ignored[d])
        .sorted()
        .distinct()
        .toArray();
  }

  /** Why there is none to compare, such as «3 MeSH headings: 2 check tags, 1 unknown». */
  String explain(List<MeshHeading> headings) {
    if (headings.isEmpty()) {
      return "no MeSH headings";
    }
    long unknown = headings.stream().filter(h -> ontology.find(h) == MeshOntology.UNKNOWN).count();
    return String.format(
        Locale.ROOT,
        "%d MeSH headings: %d check tags, %d unknown to %s",
        headings.size(),
        headings.size() - unknown,
        unknown,
        ontology.file());
  }
}
