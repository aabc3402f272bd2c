using System.Text.RegularExpressions;
using Generators;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp;

namespace Commands.Tests.Generators;

/// <summary>What the generator reads off the code of a command: each way in which a column gets its name.</summary>
public class ColumnsOfCodeTests
{
    /// <summary>As much of the pipeline as the generator knows by name.</summary>
    private const string Pipeline = """
        using System; using System.Collections.Generic; using System.Linq; using Commands.Pipeline; using Commands.Dcmds;
        namespace Commands.Pipeline
        {
            class DcmdAttribute(string name, params string[] aliases) : Attribute;
            class WalkerAttribute(string name) : Attribute;
            class NamesOfDumpAttribute(string names) : Attribute;
            abstract class Dcmd { public abstract void Invoke(); }
            record Column<T>(string Name, Func<T, object> Get);
            record Table<T>(IReadOnlyList<Column<T>> Columns);
            class Session { public void Evaluate(string text) { } }
            abstract class OutputEvent;
            abstract class FactEvent : OutputEvent { public abstract void Facts(FactWriter facts); }
            class FactWriter
            {
                public void Add(string name, object value) { } public void Add(object value) { }
                public void StartObject(string name = null) { } public void EndObject() { }
                public void StartList(string name) { } public void EndList() { }
            }
        }
        namespace Commands.Dcmds
        {
            static class Out { public static void Row<T>(Table<T> table, T row) { } public static void Emit(OutputEvent output) { } }

        """;

    [Theory]
    [InlineData("static Table<int> T = new([new(\"a\", r => r), new(\"b\", r => r)]);", "Out.Row(T, 1);", "a b")]
    [InlineData("static Table<int> Make(bool x) => new([new(\"a\", r => r), .. x ? [new Column<int>(\"b\", r => r)] : (Column<int>[])[]]);", "Out.Row(Make(true), 1);", "a b")]
    [InlineData("static Column<int> Of(string name) => new(\"x_\" + name, r => r);", "Out.Row(new([Of(\"a\"), Of(\"b\")]), 1);", "x_a x_b")]
    [InlineData("static string[] N = [\"a\", \"b\"];", "Out.Row(new([.. N.Select(n => new Column<int>($\"{n}_x\", r => r))]), 1);", "a_x b_x")]
    [InlineData("static (string, string Key)[] N = [(\"x\", \"a\"), (\"y\", \"b\")];", "Out.Row(new([.. N.Select(n => new Column<int>(n.Key, r => r))]), 1);", "a b")]
    [InlineData("", "Out.Row(new([.. Enumerable.Range(0, 3).Select(i => new Column<int>($\"c{i}\", r => r))]), 1);", "c0 c1 c2")]
    [InlineData("class E : FactEvent { public override void Facts(FactWriter f) { f.Add(\"a\", 1); f.StartObject(\"o\"); f.Add(\"b\", 1); f.EndObject(); "
        + "f.StartList(\"l\"); f.StartObject(); f.Add(\"c\", 1); f.EndObject(); f.EndList(); f.Add(\"d\", 1); } }", "Out.Emit(new E());", "a o.b l d")]
    [InlineData("class E : FactEvent { static void Side(FactWriter f, string s) { f.StartObject(s); f.Add(\"a\", 1); f.EndObject(); } "
        + "public override void Facts(FactWriter f) { Side(f, \"l\"); Side(f, \"r\"); } }", "Out.Emit(new E());", "l.a r.a")]
    [InlineData("record Part(string Key) { public void Facts(FactWriter f) => f.Add(Key, 1); } class E(Part p) : FactEvent { public override void Facts(FactWriter f) => p.Facts(f); }",
        "Out.Emit(new E(new Part(\"a\")));", "a")]
    [InlineData("class E(Dictionary<string, int> all) : FactEvent { [NamesOfDump(\"a b\")] public override void Facts(FactWriter f) { foreach ((string n, int v) in all) { f.Add(n, v); } } }",
        "Out.Emit(new E([]));", "a b")]
    [InlineData("abstract class View { public abstract void Show(); } class Wide : View { public override void Show() => Out.Row(new([new(\"a\", r => r)]), 1); }",
        "View v = new Wide(); v.Show();", "a")]
    [InlineData("", "new Session().Evaluate($\"0x{1}::walk x | ::other -v\");", "z")]
    [InlineData("static Table<int> Unused = new([new(\"a\", r => r)]);", "", "")]
    public void A_column_is_known_by(string members, string body, string columns)
    {
        (string known, string[] errors) = Run(members, body);
        Assert.Empty(errors);
        Assert.Equal(columns, known);
    }

    [Fact]
    public void A_name_that_cannot_be_told_is_an_error()
    {
        (_, string[] errors) = Run("static string Ask() => Console.ReadLine();", "Out.Row(new([new(Ask(), r => r)]), 1);");
        string error = Assert.Single(errors);
        Assert.Contains("Rows of one have a column", error, StringComparison.Ordinal);
        Assert.Contains("Commands.Dcmds.One.Invoke()", error, StringComparison.Ordinal);
    }

    private static (string Columns, string[] Errors) Run(string members, string body)
    {
        string code = Pipeline + $$"""
            [Dcmd("one")] class One : Dcmd { {{members}} public override void Invoke() { {{body}} } }
            [Dcmd("other")] class Other : Dcmd { public override void Invoke() => Out.Row(new([new("z", r => r)]), 1); }
            }
            """;
        string[] assemblies = ((string)AppContext.GetData("TRUSTED_PLATFORM_ASSEMBLIES")!).Split(Path.PathSeparator);
        var compilation = CSharpCompilation.Create(
            "commands", [CSharpSyntaxTree.ParseText(code, new CSharpParseOptions(LanguageVersion.Preview))],
            assemblies.Where(path => Path.GetFileName(path).StartsWith("System.", StringComparison.Ordinal)).Select(path => MetadataReference.CreateFromFile(path)),
            new CSharpCompilationOptions(OutputKind.DynamicallyLinkedLibrary));
        Assert.Empty(compilation.GetDiagnostics().Where(d => d.Severity == DiagnosticSeverity.Error));
        GeneratorDriverRunResult result = CSharpGeneratorDriver.Create(new RegistryGenerator()).RunGenerators(compilation).GetRunResult();
        string source = result.GeneratedTrees.Single().ToString();
        return (Regex.Match(source, "\"one\" => \"([^\"]*)\"").Groups[1].Value, [.. result.Diagnostics.Select(d => d.GetMessage())]);
    }
}
