using Commands.Output;
using Commands.Pipeline;
using DumpReader.Kernel.Files;
using DumpReader.Values;

namespace Commands.Dcmds.Kernel.Files;

/// <summary>An open file of a process in the lines of ::pfiles.</summary>
/// <param name="Descriptor">Its number.</param>
/// <param name="File">The <c>file_t</c>.</param>
/// <param name="Vnode">What it is open on.</param>
/// <param name="Path">Null where it has none.</param>
internal sealed record OpenFileRow(int Descriptor, Value File, Value Vnode, string? Path)
{
    public const string Heading = "FD   TYPE            VNODE ";

    public static readonly Table<OpenFileRow> Layout = new(
        [
            .. Brief(), new("door", r => r.Door is { } door ? Cell.Address(door.Address) : Cell.None),
            new("door_comm", r => r.Door?.Text("p_user.u_comm")),
            new("port", r => r.Port is { } port ? Cell.Address(port) : Cell.None),
            new("proc", r => r.Process is { } process ? Cell.Address(process) : Cell.None),
            new("family", r => r.Ends?.Local?.FamilyName), new("local", r => r.Ends?.Local?.Host),
            new("local_port", r => PortOf(r.Ends?.Local)),
            new("remote", r => r.Ends?.Remote?.Host), new("remote_port", r => PortOf(r.Ends?.Remote)),
        ],
        Heading + "INFO",
        (r, w) => r.Write(w));

    public static readonly Table<OpenFileRow> Paths = new(Brief(), Heading + "PATH", (r, w) => r.WritePath(w, r.Path ?? ""));

    /// <summary>The process behind a door; read when the row is made.</summary>
    public Value? Door { get; init; }

    public ulong? Port { get; init; }

    public ulong? Process { get; init; }

    public SocketEnds? Ends { get; init; }

    private string Type => VnodeType.Name(Vnode.Number("v_type"));

    private static Column<OpenFileRow>[] Brief() =>
    [
        new("fd", r => r.Descriptor), new("file", r => Cell.Address(r.File.Address)), new("type", r => r.Type),
        new("vnode", r => Cell.Address(r.Vnode.Address)), new("path", r => r.Path),
    ];

    private static Cell PortOf(SocketAddress? end) => end is { Port: var port, Bytes.Length: > 0 } ? port : Cell.None;

    private void WritePath(MdbWriter writer, string rest) => writer.Printf("%4d %4s %0?p %s\n", Descriptor, Type, Vnode.Address, rest);

    private void Write(MdbWriter writer)
    {
        string info = Path is { Length: > 0 } ? Path + " " : "";
        info += Door is { } door ? $"[door to '{door.Text("p_user.u_comm")}' (proc={door.Address:x})]"
            : Port is { } port ? $"[event port (port={port:x})]"
            : Process is { } process ? $"(proc={process:x})"
            : Ends?.Local is { } local ? $"socket: {local}"
            : "";
        info += Ends?.Remote is { } remote ? $"remote: {remote}" : "";
        WritePath(writer, info);
    }
}
