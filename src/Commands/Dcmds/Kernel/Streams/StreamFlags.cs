namespace Commands.Dcmds.Kernel.Streams;

/// <summary>Flag words of STREAMS, in the words of stock mdb, which has two names and texts that are glued together (sys/stream.h, sys/strsubr.h).</summary>
internal static class StreamFlags
{
    /// <summary>q_flag of a queue.</summary>
    public static StreamFlag[] Queue { get; } = StreamFlag.FromBitZero(
        ("QENAB", "Queue is already enabled to run"), ("QWANTR", "Someone wants to read Q"), ("QWANTW", "Someone wants to write Q"),
        ("QFULL", "Q is considered full"), ("QREADR", "This is the reader (first) Q"), ("QUSE", "This queue in use (allocation)"),
        ("QNOENB", "Don't enable Q via putq"), ("QWANTRMQSYNC", "Want to remove sync stream Q"), ("QBACK", "queue has been back-enabled"),
        ("0x00000200", "unused (was QHLIST)"), ("0x00000400", "unused (was QUNSAFE)"), ("QPAIR", "per queue-pair syncq"),
        ("QPERQ", "per queue-instance syncq"), ("QPERMOD", "per module syncq"), ("QMTSAFE", "stream module is MT-safe"),
        ("QMTOUTPERIM", "Has outer perimeter"), ("QINSERVICE", "service routine executing"), ("QWCLOSE", "will not be enabled"),
        ("QEND", "last queue in stream"), ("QWANTWSYNC", "Streamhead wants to write Q"), ("QSYNCSTR", "Q supports Synchronous STREAMS"),
        ("QISDRV", "the Queue is attached to a driver"), ("0x00400000", "unused (was QHOT)"), ("0x00800000", "unused (was QNEXTHOT)"),
        ("0x01000000", "unused (was _QNEXTLESS)"), ("0x02000000", "unused"), ("_QINSERTING", "module is inserted with _I_INSERT"),
        ("_QREMOVINGmodule is removed with _I_REMOVE", null), ("_QASSOCIATED", "queue is associated with a device"));

    /// <summary>sq_flags of a syncq.</summary>
    public static StreamFlag[] Syncq { get; } = StreamFlag.FromBitZero(
        ("SQ_EXCL", "Exclusive access to inner perimeter"), ("SQ_BLOCKED", "qprocsoff in progress"),
        ("SQ_FROZEN", "freezestr in progress"), ("SQ_WRITER", "qwriter(OUTER) pending or running"),
        ("SQ_MESSAGES", "There are messages on syncq"), ("SQ_WANTWAKEUPThread waiting on sq_wait", null),
        ("SQ_WANTEXWAKEUP", "Thread waiting on sq_exwait"), ("SQ_EVENTS", "There are events on syncq"));

    /// <summary>sq_type of a syncq, without its low byte.</summary>
    public static StreamFlag[] SyncqType { get; } = StreamFlag.FromBitZero(
        ("SQ_CIPUT", "Concurrent inner put procedure"), ("SQ_CISVC", "Concurrent inner svc procedure"),
        ("SQ_CIOC", "Concurrent inner open/close"), ("SQ_CICB", "Concurrent inner callback"),
        ("SQ_COPUT", "Concurrent outer put procedure"), ("SQ_COSVC", "Concurrent outer svc procedure"),
        ("SQ_COOC", "Concurrent outer open/close"), ("SQ_COCB", "Concurrent outer callback"));

    /// <summary>sd_flag of a stream head.</summary>
    public static StreamFlag[] Stream { get; } = StreamFlag.FromBitZero(
        ("IOCWAIT", "someone is doing an ioctl"), ("RSLEEP", "someone wants to read/recv msg"), ("WSLEEP", "someone wants to write"),
        ("STRPRI", "an M_PCPROTO is at stream head"), ("STRHUP", "device has vanished"), ("STWOPEN", "waiting for 1st open"),
        ("STPLEX", "stream is being multiplexed"), ("STRISTTY", "stream is a terminal"), ("STRGETINPROG", "(k)strgetmsg is running"),
        ("IOCWAITNE", "STR_NOERROR ioctl running"), ("STRDERR", "fatal read error from M_ERROR"),
        ("STWRERR", "fatal write error from M_ERROR"), ("STRDERRNONPERSIST", "nonpersistent read errors"),
        ("STWRERRNONPERSIST", "nonpersistent write errors"), ("STRCLOSE", "wait for a close to complete"),
        ("SNDMREAD", "used for read notification"), ("OLDNDELAY", "use old NDELAY TTY semantics"),
        ("STRXPG4TTY", "Use XPG4 TTY semantics"), ("0x00040000", "unused"), ("STRTOSTOP", "block background writes"),
        ("STRCMDWAIT", "someone is doing an _I_CMD"), ("0x00200000", "unused"), ("STRMOUNT", "stream is mounted"),
        ("STRNOTATMARK", "Not at mark (when empty read q)"), ("STRDELIM", "generate delimited messages"),
        ("STRATMARK", "at mark (due to MSGMARKNEXT)"), ("STZCNOTIFY", "wait for zerocopy mblk to be acked"),
        ("STRPLUMB", "stream plumbing changes in progress"), ("STREOF", "End-of-file indication"),
        ("STREOPENFAIL", "re-open has failed"), ("STRMATE", "this stream is a mate"), ("STRHASLINKS", "there are I_LINKs under this stream"));

    /// <summary>b_flag of a message.</summary>
    public static StreamFlag[] Message { get; } = StreamFlag.FromBitZero(
        ("MSGMARK", "last byte of message is marked"), ("MSGNOLOOP", "don't loop message to write side"),
        ("MSGDELIM", "message is delimited"), ("0x08", "unused"), ("MSGMARKNEXT", "Private: b_next's first byte marked"),
        ("MSGNOTMARKNEXT", "Private: ... not marked"));
}
