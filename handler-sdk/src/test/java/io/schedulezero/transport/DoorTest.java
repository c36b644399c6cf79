package io.schedulezero.transport;

import static org.assertj.core.api.Assertions.assertThat;

import java.net.InetAddress;
import java.net.UnknownHostException;
import java.time.Duration;
import org.junit.jupiter.api.Test;

final class DoorTest {
  private static final InetAddress HERE = address(127, 0, 0, 1);
  private static final InetAddress THERE = address(192, 0, 2, 1);
  private static final InetAddress ELSEWHERE = address(192, 0, 2, 2);
  private final Door door = new Door(Door.MOST);
  private long now;

  private static InetAddress address(int... parts) {
    byte[] bytes = new byte[parts.length];
    for (int i = 0; i < parts.length; i++) {
      bytes[i] = (byte) parts[i];
    }
    try {
      return InetAddress.getByAddress(bytes);
    } catch (UnknownHostException e) {
      throw new AssertionError(e);
    }
  }

  private static InetAddress ipv6(int host, int part) {
    return address(0x20, 1, 0xd, 0xb8, 0, 0, 0, host, 0, 0, 0, 0, 0, 0, 0, part);
  }

  private void fails(InetAddress from, int times) {
    for (int i = 0; i < times; i++) {
      assertThat(door.enter(from, now)).isNull();
      door.left(from, false, true, now);
    }
  }

  @Test
  void there_are_1000_at_most() {
    for (int i = 0; i < 1_000; i++) {
      assertThat(door.enter(HERE, now)).isNull();
      door.accepted();
    }
    assertThat(door.enter(HERE, now)).isEqualTo("there are 1000 connections");
    assertThat(door.enter(THERE, now)).isEqualTo("there are 1000 connections");
    door.left(HERE, true, false, now);
    assertThat(door.enter(THERE, now)).isNull();
  }

  @Test
  void who_has_shown_a_key_that_is_admitted_has_not_failed() {
    for (int i = 0; i < 20; i++) {
      assertThat(door.enter(THERE, now)).isNull();
      door.left(THERE, false, false, now);
    }
    assertThat(door.enter(THERE, now)).isNull();
  }

  @Test
  void another_machine_has_50_at_most_and_this_one_any_number() {
    for (int i = 0; i < 50; i++) {
      assertThat(door.enter(THERE, now)).isNull();
      assertThat(door.enter(HERE, now)).isNull();
      door.accepted();
    }
    assertThat(door.enter(THERE, now)).isEqualTo("its host has 50 connections");
    assertThat(door.enter(HERE, now)).isNull();
    assertThat(door.enter(ELSEWHERE, now)).isNull();
    door.left(THERE, true, false, now);
    now += Duration.ofSeconds(1).toNanos();
    assertThat(door.enter(THERE, now)).isNull();
  }

  @Test
  void who_has_not_said_who_it_is_takes_room_until_it_does() {
    Door narrow = new Door(2);
    assertThat(narrow.enter(HERE, now)).isNull();
    assertThat(narrow.enter(HERE, now)).isNull();
    assertThat(narrow.enter(THERE, now)).isEqualTo("2 others have not said yet who they are");
    narrow.accepted();
    assertThat(narrow.enter(THERE, now)).isNull();
    narrow.left(HERE, true, false, now);
    assertThat(narrow.enter(THERE, now)).isNotNull();
    narrow.left(HERE, false, true, now);
    assertThat(narrow.enter(THERE, now)).isNull();
  }

  @Test
  void who_fails_ten_times_within_a_minute_is_turned_away_for_five() {
    fails(THERE, 10);
    assertThat(door.enter(THERE, now)).isEqualTo("its host failed 10 times within a minute");
    assertThat(door.enter(ELSEWHERE, now)).isNull();
    now += Duration.ofMinutes(5).toNanos() - 1;
    assertThat(door.enter(THERE, now)).isNotNull();
    now++;
    fails(THERE, 9);
    assertThat(door.enter(THERE, now)).isNull();
  }

  @Test
  void failures_of_more_than_a_minute_ago_do_not_count() {
    fails(THERE, 9);
    now += Duration.ofMinutes(1).toNanos();
    fails(THERE, 9);
    assertThat(door.enter(THERE, now)).isNull();
  }

  @Test
  void this_machine_may_fail() {
    fails(HERE, 1_000);
    assertThat(door.enter(HERE, now)).isNull();
  }

  @Test
  void who_was_accepted_has_not_failed_when_it_leaves() {
    for (int i = 0; i < 100; i++) {
      comesAndGoes(THERE);
      now += Duration.ofMillis(20).toNanos();
    }
  }

  @Test
  void another_machine_makes_50_connections_in_a_second_and_this_one_any_number() {
    for (int i = 0; i < 50; i++) {
      comesAndGoes(THERE);
      comesAndGoes(HERE);
    }
    assertThat(door.enter(THERE, now)).isEqualTo("its host made 50 connections within a second");
    comesAndGoes(HERE);
    comesAndGoes(ELSEWHERE);
    now += Duration.ofSeconds(1).toNanos() - 1;
    assertThat(door.enter(THERE, now)).isNotNull();
    now++;
    comesAndGoes(THERE);
  }

  private void comesAndGoes(InetAddress from) {
    assertThat(door.enter(from, now)).isNull();
    door.accepted();
    door.left(from, true, false, now);
  }

  @Test
  void a_host_of_ipv6_is_known_by_its_network() {
    for (int i = 0; i < 10; i++) {
      fails(ipv6(1, i), 1);
    }
    assertThat(door.enter(ipv6(1, 99), now)).isNotNull();
    assertThat(door.enter(ipv6(2, 1), now)).isNull();
  }

  @Test
  void hosts_are_forgotten_when_there_is_nothing_to_remember() {
    fails(THERE, 10);
    fails(ELSEWHERE, 1);
    assertThat(door.enter(ipv6(1, 1), now)).isNull();
    door.forget(now);
    assertThat(door.remembered()).isEqualTo(3);
    now += Duration.ofMinutes(2).toNanos();
    door.forget(now);
    assertThat(door.remembered()).isEqualTo(2);
    now += Duration.ofMinutes(4).toNanos();
    door.left(ipv6(1, 1), false, true, now);
    now += Duration.ofMinutes(2).toNanos();
    door.forget(now);
    assertThat(door.remembered()).isZero();
  }

  @Test
  void strangers_take_an_eighth_of_the_heap_at_most() {
    assertThat(Door.mostWaiting(256L << 20, 320 << 10)).isEqualTo(102);
    assertThat(Door.mostWaiting(64L << 30, 320 << 10)).isEqualTo(1_000);
    assertThat(Door.mostWaiting(32L << 20, 320 << 10)).isEqualTo(32);
  }
}
