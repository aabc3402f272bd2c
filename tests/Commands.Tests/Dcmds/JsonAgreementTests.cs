using Commands.Pipeline;
using Conformance.Agreement;

namespace Commands.Tests.Dcmds;

/// <summary>Text and JSON are two renderings of the same facts, in every example of every command, too.</summary>
public class JsonAgreementTests
{
    [Theory]
    [MemberData(nameof(ExampleTests.Examples), MemberType = typeof(ExampleTests))]
    public void Every_number_and_name_of_an_example_is_a_cell_of_its_JSON(string dump, string example)
    {
        var streams = new SessionStreams(Stream.Null, Stream.Null, Stream.Null);
        var session = new Session(SampleDumps.Open(dump), streams, new SessionOptions());
        IReadOnlyList<string> missing = AgreementCheck.Missing(session, example);
        Assert.True(missing.Count == 0, $"{example}\n{string.Join('\n', missing.Take(10))}");
    }
}
