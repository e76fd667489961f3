package org.mkailin.runners.direct;

import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.mkailin.agent.AgentSpec;
import org.mkailin.testkit.PassageIndexContract;

/** The contract, kept by an index that does all that it may do. */
class MemoryIndexContractTest extends PassageIndexContract {
  @Override
  protected AgentSpec specOfEmptyIndex() {
    String name = UUID.randomUUID().toString();
    return new AgentSpec("index", List.of("memory"), Map.of("memory", Map.of("name", name)));
  }
}
