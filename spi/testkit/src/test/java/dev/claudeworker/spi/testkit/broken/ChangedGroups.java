package dev.claudeworker.spi.testkit.broken;

import dev.claudeworker.spi.storage.ClaimRequest;
import dev.claudeworker.spi.storage.DownstreamRule;
import dev.claudeworker.spi.storage.Group;
import dev.claudeworker.spi.storage.GroupResult;
import dev.claudeworker.spi.storage.Storage;
import dev.claudeworker.spi.storage.Unit;
import dev.claudeworker.spi.testkit.ForwardingStorage;
import java.util.List;
import java.util.Optional;
import java.util.function.Function;
import java.util.function.UnaryOperator;

/** Hands on another group than it was given, or answers another result. */
class ChangedGroups extends ForwardingStorage {

  private final UnaryOperator<Group> change;
  private final UnaryOperator<GroupResult> answer;

  private ChangedGroups(Storage storage, UnaryOperator<Group> change, UnaryOperator<GroupResult> answer) {
    super(storage);
    this.change = change;
    this.answer = answer;
  }

  @Override
  public final GroupResult apply(Group group) {
    return answer.apply(super.apply(change.apply(group)));
  }

  static Storage groups(Storage storage, UnaryOperator<Group> change) {
    return new ChangedGroups(storage, change, UnaryOperator.identity());
  }

  static Storage answers(Storage storage, UnaryOperator<GroupResult> answer) {
    return new ChangedGroups(storage, UnaryOperator.identity(), answer);
  }

  /** Changes every unit of one kind. */
  static <T extends Unit> Storage units(Storage storage, Class<T> kind, Function<T, Unit> change) {
    return groups(storage, group -> new Group(
        group.units().stream().map(unit -> kind.isInstance(unit) ? change.apply(kind.cast(unit)) : unit).toList(),
        group.rule(),
        group.claim()));
  }

  static Storage claims(Storage storage, UnaryOperator<ClaimRequest> change) {
    return groups(storage, group -> new Group(group.units(), group.rule(), group.claim().map(change)));
  }

  static Storage rules(Storage storage, UnaryOperator<DownstreamRule> change) {
    return groups(storage, group -> new Group(group.units(), change.apply(group.rule()), group.claim()));
  }

  static Group withUnits(Group group, List<Unit> units) {
    return new Group(units, group.rule(), group.claim());
  }

  static Group withoutClaim(Group group) {
    return new Group(group.units(), group.rule(), Optional.empty());
  }
}
