using Commands.Language;
using Commands.Pipeline;
using DumpReader.Bytes;
using DumpReader.Types;

namespace Commands.Dcmds.Core;

/// <summary>
/// <c>$&lt;name</c> and <c>$&lt;&lt;name</c>: commands from a file; where there is none, what took the place of the old macro of that name, or
/// the structure of that name printed at the address.
/// </summary>
internal abstract class Macro(string sigil, bool replaces) : Dcmd
{
    private static readonly string[] TypeNames = ["struct {0}", "union {0}", "{0}_t", "struct {0}s", "union {0}s"];

    public override DcmdInfo Info { get; } = new(sigil, replaces ? "replace input with macro" : "source macro")
    {
        Usage = "macro-name",
        Address = AddressUse.Optional,
        Help = """
            Runs the commands in the file of that name, searched along the macro path unless
            the name has a slash. '$<' in a macro goes on in the other file and does not come
            back; '$<<' comes back. Without a file of that name an alias (see $M) or a
            structure type of that name is used. '$<' alone ends the macro.
            """,
    };

    public override Status Invoke(Invocation call)
    {
        if (call.ToPipe)
        {
            return call.Fail("macro files cannot be used as input to a pipeline", Status.Abort);
        }

        call.HasEnough = !call.FromPipe;
        if (call.Arguments.Count == 0 && replaces)
        {
            return call.Session.EndMacro() ? Status.Ok : call.Fail("input stack is empty", Status.Abort);
        }

        if (call.Arguments is not [{ Text: { } name }])
        {
            return Status.Usage;
        }

        if (replaces)
        {
            call.Session.Variables.Set("9", call.Count);
        }

        if (Open(call.Session.Options, name) is { } file)
        {
            return call.Session.RunMacro(new InputFrame(new StreamInput(file, owned: true), name, InputKind.Macro), replaces, call.Output);
        }

        return Substitute(call, name) switch
        {
            null => call.Fail($"failed to open {name} (see ::help '$<')", Status.Abort),
            "" => call.Fail(Reasons.NotOnThisTarget, Status.Abort),
            { } text => call.Session.Evaluate(text, call.Address, call.Output),
        };
    }

    private static Stream? Open(SessionOptions options, string name)
    {
        string[] folders = name.Contains('/', StringComparison.Ordinal) || options.MacroPath.Length == 0 ? [""] : options.MacroPath.Split(':');
        foreach (string folder in folders)
        {
            string path = options.PathOf(folder.Length == 0 ? name : Path.Combine(folder, name));
            try
            {
                if (File.Exists(path))
                {
                    return WaitingFile.Open(path);
                }
            }
            catch (Exception failure) when (failure is IOException or UnauthorizedAccessException)
            {
                return null;
            }
        }

        return null;
    }

    /// <summary>Command text that stands for a macro without a file.</summary>
    private static string? Substitute(Invocation call, string name)
    {
        if (MacroAliases.Find(name) is { } alias)
        {
            // Glued as hex digits, whatever the radix: what stock mdb does.
            return call.HasAddress && alias.Length > 0 ? call.Address.ToString("x") + alias : alias;
        }

        foreach (string pattern in TypeNames)
        {
            string type = pattern.Replace("{0}", name, StringComparison.Ordinal);
            if (call.Session.FindType(type, out _)?.Resolve() is { } found and not UnknownType and not ForwardType)
            {
                return $"0x{call.Address:x}::print '{type}'";
            }
        }

        return null;
    }
}
