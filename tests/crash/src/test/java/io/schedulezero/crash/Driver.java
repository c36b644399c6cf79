package io.schedulezero.crash;

import io.schedulezero.crash.Answer.Content;
import io.schedulezero.crash.Evidence.Sighting;
import io.schedulezero.crash.Evidence.Submission;
import io.schedulezero.crash.Order.Wanted;
import io.schedulezero.crash.Subject.Gone;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.LockSupport;
import org.jspecify.annotations.Nullable;

/**
 * One caller: asks for one thing after the other until the program is gone, and goes on with the
 * next program where it was. It alone knows its runs and schedules.
 */
final class Driver {
  private static final int MOST_SCHEDULES = 6;
  private static final int LONGEST_PAUSE_MILLIS = 12;

  private final Random random;
  private final Wishes wishes;
  private final Evidence evidence = new Evidence();
  private final List<ScheduleStory> live = new ArrayList<>();
  private final List<String> acknowledged = new ArrayList<>();
  private @Nullable Wanted keyInDoubt;

  Driver(int number, long seed) {
    this.random = new Random(seed * 1_000 + number);
    this.wishes = new Wishes("c" + number, random);
  }

  Evidence evidence() {
    return evidence;
  }

  /** Asks and asks, until the program is gone. */
  void drive(Subject subject) {
    try {
      subject.awaitReady();
      clearUp(subject);
      while (true) {
        next(subject);
        LockSupport.parkNanos(TimeUnit.MILLISECONDS.toNanos(random.nextInt(LONGEST_PAUSE_MILLIS)));
      }
    } catch (Gone killed) {
      // what was asked last is in doubt, and has been noted as such
    }
  }

  /** As a careful client does after a lost connection: looks, and asks for the same again. */
  private void clearUp(Subject subject) throws Gone {
    for (ScheduleStory story : List.copyOf(live)) {
      if (story.isInDoubt()) {
        look(story, subject);
      }
    }
    if (keyInDoubt != null) {
      submit(List.of(keyInDoubt), subject);
    }
  }

  /** Nothing is in doubt any more, and no schedule fires any more. */
  void settle(Subject subject) throws Gone {
    clearUp(subject);
    for (ScheduleStory story : List.copyOf(live)) {
      Content content = story.content();
      if (content != null && !content.paused()) {
        change(story, new Order.Pause(story.id()), subject);
      }
    }
  }

  /** Every schedule that there was, and the newest runs, as the program says that they stand. */
  void inspect(Subject subject) throws Gone {
    for (ScheduleStory story : evidence.schedules().values()) {
      look(story, subject);
    }
    for (int i = acknowledged.size() - 1; i >= Math.max(0, acknowledged.size() - 100); i--) {
      watch(acknowledged.get(i), subject);
    }
  }

  private void next(Subject subject) throws Gone {
    int choice = random.nextInt(100);
    if (choice < 45) {
      submit(List.of(wishes.run()), subject);
    } else if (choice < 55) {
      submit(wishes.batch(), subject);
    } else if (choice < 65) {
      submit(List.of(wishes.keyed()), subject);
    } else if (choice < 75 && !acknowledged.isEmpty()) {
      watch(acknowledged.get(random.nextInt(acknowledged.size())), subject);
    } else if (choice < 82 && !live.isEmpty()) {
      look(live.get(random.nextInt(live.size())), subject);
    } else {
      changeSchedule(subject);
    }
  }

  private void changeSchedule(Subject subject) throws Gone {
    if (live.size() < MOST_SCHEDULES) {
      ScheduleStory story = new ScheduleStory(wishes.newScheduleId());
      evidence.schedules().put(story.id(), story);
      live.add(story);
      change(story, new Order.Create(wishes.plan(story.id())), subject);
      return;
    }
    ScheduleStory story = live.get(random.nextInt(live.size()));
    Content content = story.content();
    int choice = random.nextInt(10);
    if (choice < 2) {
      change(story, new Order.Delete(story.id()), subject);
    } else if (choice < 5) {
      change(story, new Order.Update(wishes.plan(story.id())), subject);
    } else if (content != null && content.paused()) {
      change(story, new Order.Resume(story.id()), subject);
    } else if (choice < 8) {
      change(story, new Order.Pause(story.id()), subject);
    }
  }

  private void submit(List<Wanted> runs, Subject subject) throws Gone {
    Instant sent = Instant.now();
    Wanted first = runs.get(0);
    keyInDoubt = first.key() == null ? null : first;
    try {
      Answer answer = subject.ask(new Order.Submit(runs));
      if (answer instanceof Answer.Accepted accepted) {
        evidence.submissions().add(new Submission(runs, sent, Instant.now(), accepted.ids()));
        acknowledged.addAll(accepted.ids());
      } else {
        odd(first.tag(), "a good submit was answered by " + answer);
      }
      keyInDoubt = null;
    } catch (Gone inDoubt) {
      evidence.submissions().add(new Submission(runs, sent, Instant.now(), List.of()));
      throw inDoubt;
    }
  }

  private void watch(String run, Subject subject) throws Gone {
    Answer answer = subject.ask(new Order.Watch(run));
    if (answer instanceof Answer.State state) {
      evidence.sightings().add(new Sighting(run, state.state(), Instant.now()));
    } else {
      odd(run, "an acknowledged run cannot be found: " + answer);
    }
  }

  private void look(ScheduleStory story, Subject subject) throws Gone {
    Answer answer = subject.ask(new Order.Look(story.id()));
    if (answer instanceof Answer.Standing standing) {
      String wrong = story.seen(standing.plan());
      if (wrong != null) {
        odd(story.id(), wrong);
      }
      if (standing.plan() == null) {
        live.remove(story);
      }
    } else {
      odd(story.id(), "a look was answered by " + answer);
    }
  }

  private void change(ScheduleStory story, Order change, Subject subject) throws Gone {
    Instant sent = Instant.now();
    try {
      Answer answer = subject.ask(change);
      Content content = answer instanceof Answer.Standing standing ? standing.plan() : null;
      if (content != null) {
        String wrong = story.acknowledged(change, content, sent);
        if (wrong != null) {
          odd(story.id(), wrong);
        }
      } else if (change instanceof Order.Delete && answer instanceof Answer.Standing) {
        story.deleted(change, sent);
        live.remove(story);
      } else {
        odd(story.id(), change + " was answered by " + answer);
      }
    } catch (Gone inDoubt) {
      story.doubt(change, sent);
      throw inDoubt;
    }
  }

  private void odd(String of, String what) {
    evidence.breaches().add(new Breach(of, what + ", at " + Instant.now()));
  }
}
