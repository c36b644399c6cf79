package io.schedulezero.trigger;

import io.schedulezero.schedule.Dst;
import io.schedulezero.schedule.SkipReason;
import java.time.Instant;
import java.time.LocalDateTime;
import java.time.ZoneId;
import java.time.ZoneOffset;
import java.time.zone.ZoneOffsetTransition;
import java.time.zone.ZoneRules;
import java.util.List;
import java.util.NavigableMap;
import java.util.TreeMap;
import java.util.function.Predicate;
import org.jspecify.annotations.Nullable;

/**
 * What a pattern of local times means, looked up minute by minute and written apart from what it
 * checks.
 *
 * @param matches whether a local time, in whole minutes, is meant
 * @param everyHour whether there are such times in every hour of a day
 */
record NaiveFires(Predicate<LocalDateTime> matches, boolean everyHour) {
  /** The fires after {@code from} and up to {@code to}, and why they are skipped, if they are. */
  NavigableMap<Instant, @Nullable SkipReason> between(
      Instant from, Instant to, ZoneId zone, Dst dst) {
    ZoneRules rules = zone.getRules();
    NavigableMap<Instant, @Nullable SkipReason> fires = new TreeMap<>();
    for (Instant at = from.plusSeconds(60); !at.isAfter(to); at = at.plusSeconds(60)) {
      LocalDateTime local = LocalDateTime.ofInstant(at, zone);
      List<ZoneOffset> offsets = rules.getValidOffsets(local);
      boolean again = offsets.size() == 2 && offsets.get(1).equals(rules.getOffset(at));
      if (matches.test(local) && (!again || everyHour || dst.overlap() == Dst.Overlap.BOTH)) {
        fires.put(at, null);
      }
    }
    ZoneOffsetTransition change = rules.nextTransition(from);
    while (change != null && !change.getInstant().isAfter(to)) {
      if (change.isGap() && !everyHour && isMeantWithin(change)) {
        SkipReason skip = dst.gap() == Dst.Gap.NEXT ? null : SkipReason.DST_GAP;
        if (!fires.containsKey(change.getInstant())) {
          fires.put(change.getInstant(), skip);
        }
      }
      change = rules.nextTransition(change.getInstant());
    }
    return fires;
  }

  private boolean isMeantWithin(ZoneOffsetTransition gap) {
    LocalDateTime local = gap.getDateTimeBefore();
    while (local.isBefore(gap.getDateTimeAfter())) {
      if (matches.test(local)) {
        return true;
      }
      local = local.plusMinutes(1);
    }
    return false;
  }
}
