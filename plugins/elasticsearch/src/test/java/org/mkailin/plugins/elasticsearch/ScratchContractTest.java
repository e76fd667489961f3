package org.mkailin.plugins.elasticsearch;

import java.util.List;
import java.util.Map;
import java.util.concurrent.atomic.AtomicInteger;
import org.mkailin.agent.AgentSpec;
import org.mkailin.testkit.PassageIndexContract;

class ScratchContractTest extends PassageIndexContract {
  private static final AtomicInteger INDEXES = new AtomicInteger();

  @Override
  protected AgentSpec specOfEmptyIndex() {
    return new AgentSpec(
        "retriever",
        List.of("elasticsearch"),
        Map.of(
            "elasticsearch",
            Map.of(
                "hosts",
                List.of("http://127.0.0.1:" + System.getProperty("es.port", "9209")),
                "index",
                "c" + System.nanoTime() + INDEXES.incrementAndGet())));
  }
}
