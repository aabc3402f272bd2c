using System.Collections.Concurrent;
using System.Text;
using Commands.Pipeline;
using DumpReader.Targets;

namespace Conformance.Agreement;

/// <summary>Text and JSON are two renderings of the same facts: every number and every name of a text is a cell of its JSON.</summary>
public class AgreementTests
{
    private static readonly ConcurrentDictionary<string, Lazy<ITarget>> Targets = new(StringComparer.Ordinal);

    public static IEnumerable<TheoryDataRow<string>> Cases() => Case.AllNames()
        .Where(name => !name.StartsWith("none/", StringComparison.Ordinal))
        .Select(name => new TheoryDataRow<string>(name).WithTrait("dump", name.Split('/')[0]).WithTrait("area", "json"));

    [Theory]
    [MemberData(nameof(Cases))]
    public void Every_number_and_name_of_the_text_is_a_cell_of_the_JSON(string name)
    {
        Case test = Case.Load(name);
        var session = new Session(Open(test.Dump), new SessionStreams(Stream.Null, Stream.Null, Stream.Null), new SessionOptions());
        foreach (string line in Encoding.Latin1.GetString(test.Input).Split('\n'))
        {
            IReadOnlyList<string> missing = AgreementCheck.Missing(session, line);
            Assert.True(missing.Count == 0, $"{line}\n{string.Join('\n', missing.Take(10))}");
        }
    }

    private static ITarget Open(string dump) => Targets.GetOrAdd(dump, name => new Lazy<ITarget>(() => DumpOpener.Open(new OpenRequest
    {
        Operands = ["unix.0", "vmcore.0"],
        WorkingDirectory = DumpCache.Folder(name),
    }))).Value;
}
