namespace Commands.Dcmds.Kernel.Streams;

/// <summary>Types of messages (db_type, sys/stream.h).</summary>
internal static class MessageTypes
{
    /// <summary>All types, by the names that -t of ::mblk takes.</summary>
    public static StreamFlag[] All { get; } =
    [
        new(0x00, "M_DATA", "regular data"), new(0x01, "M_PROTO", "protocol control"), new(0x02, "M_MULTIDATA", "reserved for Multidata"),
        new(0x03, "0x03", "unused"), new(0x04, "0x04", "unused"), new(0x05, "0x05", "unused"), new(0x06, "0x06", "unused"),
        new(0x07, "0x07", "unused"), new(0x08, "M_BREAK", "line break"), new(0x09, "M_PASSFP", "pass file pointer"),
        new(0x0a, "M_EVENT", "obsolete"), new(0x0b, "M_SIG", "generate process signal"), new(0x0c, "M_DELAY", "real-time transmit delay"),
        new(0x0d, "M_CTL", "device-specific control"), new(0x0e, "M_IOCTL", "ioctl request"), new(0x0f, "M_UNUSED", "unused"),
        new(0x10, "M_SETOPTS", "set stream head options"), new(0x11, "M_RSE", "reserved for RSE"),
        new(0x81, "M_IOCACK", "acknowledge ioctl"), new(0x82, "M_IOCNAK", "refuse ioctl"),
        new(0x83, "M_PCPROTO", "priority protocol control"), new(0x84, "M_PCSIG", "generate process signal, with priority"),
        new(0x85, "M_READ", "generate read notification"), new(0x86, "M_FLUSH", "flush queues"),
        new(0x87, "M_STOP", "stop transmission"), new(0x88, "M_START", "restart transmission"), new(0x89, "M_HANGUP", "line disconnect"),
        new(0x8a, "M_ERROR", "fatal error"), new(0x8b, "M_COPYIN", "request to copy in data"), new(0x8c, "M_COPYOUT", "request to copy out data"),
        new(0x8d, "M_IOCDATA", "response to M_COPYIN and M_COPYOUT"), new(0x8e, "M_PCRSE", "reserved for RSE, with priority"),
        new(0x8f, "M_STOPI", "stop reception"), new(0x90, "M_STARTI", "restart reception"), new(0x91, "M_PCEVENT", "obsolete"),
        new(0x92, "M_UNHANGUP", "line reconnect"), new(0x93, "M_CMD", "out-of-band ioctl command"),
    ];

    /// <summary>The name as the TYPE column shows it.</summary>
    public static string NameOf(ulong type)
    {
        foreach (StreamFlag known in All)
        {
            if (known.Value == type)
            {
                return known.Name.StartsWith("M_", StringComparison.Ordinal) ? known.Name[2..].ToLowerInvariant() : known.Name;
            }
        }

        return "UNKNOWN";
    }
}
