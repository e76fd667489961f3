package org.mkailin.testkit;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.ObjectInputStream;
import java.io.ObjectOutputStream;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import org.junit.jupiter.api.Test;
import org.mkailin.agent.Agent;
import org.mkailin.agent.AgentSpec;
import org.mkailin.agent.Outcome;
import org.mkailin.runtime.AgentLease;
import org.mkailin.runtime.Resources;

/**
 * What every agent in worker form must keep, as JUnit tests.
 *
 * <p>Extend it, and give the agent's spec, inputs that it should accept, and inputs that it should
 * reject. The agent is built exactly as on a worker: from its spec, through the service files on
 * the class path.
 *
 * @param <I> the role's input
 * @param <O> the role's output
 */
public abstract class AgentContract<I, O> {
  private static final int THREADS = 8;

  /** How the agent is configured. */
  protected abstract AgentSpec spec();

  /** The role it plays, such as {@code QuestionGenerator.class}. */
  protected abstract Class<? extends Agent<I, O>> role();

  /** At least three different inputs that it accepts. */
  protected abstract List<I> goodInputs();

  /** Inputs that it can never work with; at least one, unless there is no such input. */
  protected abstract List<I> badInputs();

  /** What else holds for an accepted value of this role. */
  protected abstract void checkValue(I input, O value);

  @Test
  void everyInputGetsOneOutcomeInItsPlace() {
    List<I> inputs = mixed();
    List<I> reversed = new ArrayList<>(inputs);
    Collections.reverse(reversed);
    try (AgentLease lease = AgentLease.of(spec())) {
      Agent<I, O> agent = lease.get(role());
      List<Outcome<O>> outcomes = agent.process(inputs);
      assertThat(outcomes).hasSameSizeAs(inputs).doesNotContainNull();
      List<Outcome<O>> backwards = new ArrayList<>(agent.process(reversed));
      Collections.reverse(backwards);
      assertThat(backwards).as("outcomes follow their inputs").isEqualTo(outcomes);
    }
  }

  @Test
  void goodInputsAreAccepted() {
    assertThat(goodInputs()).as("the contract needs three inputs").hasSizeGreaterThan(2);
    try (AgentLease lease = AgentLease.of(spec())) {
      List<Outcome<O>> outcomes = lease.get(role()).process(goodInputs());
      for (int i = 0; i < outcomes.size(); i++) {
        assertThat(outcomes.get(i)).isInstanceOf(Outcome.Accepted.class);
        checkValue(goodInputs().get(i), ((Outcome.Accepted<O>) outcomes.get(i)).value());
      }
    }
  }

  @Test
  void badInputsAreRejectedByName() {
    try (AgentLease lease = AgentLease.of(spec())) {
      for (I input : badInputs()) {
        Outcome<O> outcome = lease.get(role()).process(List.of(input)).get(0);
        assertThat(outcome).as("%s", input).isInstanceOf(Outcome.Rejected.class);
        assertThat(((Outcome.Rejected<O>) outcome).detail()).as("the detail").isNotBlank();
      }
    }
  }

  @Test
  void theSameInputGetsTheSameAnswerTwice() {
    List<Outcome<O>> first;
    try (AgentLease lease = AgentLease.of(spec())) {
      first = lease.get(role()).process(mixed());
      assertThat(lease.get(role()).process(mixed())).as("asked again").isEqualTo(first);
    }
    try (AgentLease lease = AgentLease.of(spec())) {
      assertThat(lease.get(role()).process(mixed())).as("built again").isEqualTo(first);
    }
  }

  @Test
  void theBatchDoesNotChangeTheAnswer() {
    try (AgentLease lease = AgentLease.of(spec())) {
      Agent<I, O> agent = lease.get(role());
      List<Outcome<O>> together = agent.process(mixed());
      List<Outcome<O>> alone = new ArrayList<>();
      mixed().forEach(input -> alone.addAll(agent.process(List.of(input))));
      assertThat(alone).isEqualTo(together);
    }
  }

  @Test
  void anEmptyBatchIsAnsweredByAnEmptyList() {
    try (AgentLease lease = AgentLease.of(spec())) {
      assertThat(lease.get(role()).process(List.of())).isEmpty();
    }
  }

  @Test
  void eightThreadsGetTheSameAnswers() throws Exception {
    ExecutorService threads = Executors.newFixedThreadPool(THREADS);
    try (AgentLease lease = AgentLease.of(spec())) {
      Agent<I, O> agent = lease.get(role());
      List<Outcome<O>> expected = agent.process(mixed());
      List<Future<List<Outcome<O>>>> answers = new ArrayList<>();
      for (int i = 0; i < 4 * THREADS; i++) {
        answers.add(threads.submit(() -> agent.process(mixed())));
      }
      for (Future<List<Outcome<O>>> answer : answers) {
        assertThat(answer.get()).isEqualTo(expected);
      }
    } finally {
      threads.shutdownNow();
    }
  }

  @Test
  void theSpecSurvivesSerialisation() throws Exception {
    assertThat(copy(spec())).isEqualTo(spec());
  }

  @Test
  void theAgentIsSharedAndClosesWhatItOpened() {
    var agentsBefore = AgentLease.inUse();
    var resourcesBefore = Resources.inUse();
    try (AgentLease one = AgentLease.of(spec());
        AgentLease other = AgentLease.of(spec())) {
      assertThat(other.get(role())).as("one instance in a JVM").isSameAs(one.get(role()));
      one.get(role()).process(goodInputs());
    }
    assertThat(AgentLease.inUse()).isEqualTo(agentsBefore);
    assertThat(Resources.inUse()).isEqualTo(resourcesBefore);
  }

  private List<I> mixed() {
    List<I> inputs = new ArrayList<>(goodInputs());
    // Bad ones in the middle: they must not shift the outcomes of their neighbours.
    inputs.addAll(1, badInputs());
    return inputs;
  }

  private static Object copy(Object value) throws IOException, ClassNotFoundException {
    ByteArrayOutputStream bytes = new ByteArrayOutputStream();
    try (ObjectOutputStream out = new ObjectOutputStream(bytes)) {
      out.writeObject(value);
    }
    try (ObjectInputStream in =
        new ObjectInputStream(new ByteArrayInputStream(bytes.toByteArray()))) {
      return in.readObject();
    }
  }
}
