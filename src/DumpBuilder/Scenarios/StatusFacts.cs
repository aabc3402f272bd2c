using DumpReader.Types.Declarations;

namespace DumpBuilder.Scenarios;

/// <summary>The facts of a <c>::status</c> block; their names are those of the header's members without <c>dump_</c>.</summary>
internal static class StatusFacts
{
    public static DumpFacts Apply(DumpFacts facts, DeclarationFile file, ScenarioScope scope, IReadOnlyList<AssignmentSyntax> items)
    {
        foreach (AssignmentSyntax a in items)
        {
            facts = a.Path[0].Member switch
            {
                "sysname" => facts with { SystemName = Text(file, a.Value) },
                "nodename" => facts with { NodeName = Text(file, a.Value) },
                "release" => facts with { Release = Text(file, a.Value) },
                "version" => facts with { Version = Text(file, a.Value) },
                "machine" => facts with { Machine = Text(file, a.Value) },
                "platform" => facts with { Platform = Text(file, a.Value) },
                "panicstring" => facts with { PanicString = Text(file, a.Value) },
                "uuid" => facts with { Uuid = Text(file, a.Value) },
                "crashtime" => facts with { CrashTime = (long)Number(file, scope, a.Value) },
                "fm_panic" => facts with { IsFaultManagerPanic = Number(file, scope, a.Value) != 0 },
                "complete" => facts with { IsComplete = Number(file, scope, a.Value) != 0 },
                "content" => facts with { Content = Content(file, a.Value) },
                _ => throw file.Error(a.Position, $"no such fact: {a.Path[0].Member}"),
            };
        }

        return facts;
    }

    public static string Text(DeclarationFile file, ValueSyntax value) =>
        value is TextValue t && CText.TryBytes(t.Quoted, out byte[] bytes)
            ? System.Text.Encoding.Latin1.GetString(bytes)
            : throw file.Error(value.Position, "a string is wanted here");

    public static ulong Number(DeclarationFile file, ScenarioScope scope, ValueSyntax value) => value switch
    {
        DateValue d when ValueEncoder.TryDate(d, out ulong seconds) => seconds,
        ScalarValue { Quoted: null, IsNegative: false } s => scope.Evaluate(file, s.Expression),
        _ => throw file.Error(value.Position, "a number is wanted here"),
    };

    private static DumpContent Content(DeclarationFile file, ValueSyntax value) => Text(file, value) switch
    {
        "kernel" => DumpContent.Kernel,
        "all" => DumpContent.All,
        "curproc" => DumpContent.CurrentProcess,
        _ => throw file.Error(value.Position, "one of \"kernel\", \"all\", \"curproc\" is wanted here"),
    };
}
