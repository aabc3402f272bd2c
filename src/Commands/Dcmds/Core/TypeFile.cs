using Commands.Pipeline;
using DumpReader.Bytes;
using DumpReader.Problems;
using DumpReader.Types;
using DumpReader.Types.Ctf;

namespace Commands.Dcmds.Core;

/// <summary>Types made by hand, kept in a CTF file: <c>::typedef -r</c> and <c>-w</c>.</summary>
internal static class TypeFile
{
    /// <summary>Adds the named types of a file; one whose name is known already is left as it is.</summary>
    public static Status Read(Invocation call, string name)
    {
        byte[] bytes;
        string path = call.Session.Options.PathOf(name);
        if (FileStatus.TryGet(path, out FileStatus status) && status.Stream is { } kind)
        {
            return call.Fail($"failed to open {name}: it is {kind}");
        }

        try
        {
            using FileStream file = File.OpenRead(path);
            bytes = new byte[Math.Min(file.Length, Limits.CtfBytes + 1L)];
            file.ReadExactly(bytes);
        }
        catch (Exception failure) when (failure is IOException or UnauthorizedAccessException)
        {
            return call.Fail($"failed to open {name}: {FileReason.Of(failure)}");
        }

        IReadOnlyList<CType> types;
        try
        {
            types = CtfFile.Read(name, bytes, call.Run.Partial);
        }
        catch (DumpException damage)
        {
            return call.Fail(damage.Message);
        }

        foreach (CType type in types.Where(t => t.Tag.Length > 0 && call.Session.FindType(t.Name, out _) is null))
        {
            call.Session.SyntheticTypes.Add(type);
        }

        return Status.Ok;
    }

    public static Status Write(Invocation call, string name)
    {
        var writer = new CtfWriter();
        try
        {
            foreach (CType type in call.Session.SyntheticTypes.All)
            {
                writer.Add(type);
            }

            File.WriteAllBytes(call.Session.Options.PathOf(name), writer.ToBytes());
            return Status.Ok;
        }
        catch (InvalidOperationException unfit)
        {
            return call.Fail($"failed to write {name}: {unfit.Message}");
        }
        catch (Exception failure) when (failure is IOException or UnauthorizedAccessException)
        {
            return call.Fail($"failed to write {name}: {FileReason.Of(failure)}");
        }
    }
}
