package dev.claudeworker.storage.sql.table;

import org.apache.ibatis.session.SqlSession;

/** All statements, bound to one session. */
public record Mappers(
    TaskMapper tasks,
    SideMapper sides,
    AttemptMapper attempts,
    EventMapper events,
    GateMapper gates,
    AccountMapper accounts,
    KeyMapper keys,
    OrchestrationMapper orchestrations,
    LaneMapper lanes,
    RestMapper rests,
    GraphMapper graphs,
    ServerMapper servers,
    TransferMapper transfer,
    LoadingMapper loading) {

  /** The statements of a session. */
  public static Mappers of(SqlSession session) {
    return new Mappers(
        session.getMapper(TaskMapper.class),
        session.getMapper(SideMapper.class),
        session.getMapper(AttemptMapper.class),
        session.getMapper(EventMapper.class),
        session.getMapper(GateMapper.class),
        session.getMapper(AccountMapper.class),
        session.getMapper(KeyMapper.class),
        session.getMapper(OrchestrationMapper.class),
        session.getMapper(LaneMapper.class),
        session.getMapper(RestMapper.class),
        session.getMapper(GraphMapper.class),
        session.getMapper(ServerMapper.class),
        session.getMapper(TransferMapper.class),
        session.getMapper(LoadingMapper.class));
  }
}
