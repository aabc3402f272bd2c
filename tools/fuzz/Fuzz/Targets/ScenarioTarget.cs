using System.Text;
using DumpBuilder;
using DumpReader.Types.Declarations;

namespace Fuzz.Targets;

/// <summary>The text of a scenario: parsed, and where it is understood and does not fill much memory, built.</summary>
internal sealed class ScenarioTarget : FuzzTarget
{
    private const ulong MostWritten = 4 << 20;

    private readonly string _folder = Directory.CreateTempSubdirectory("mdb-fuzz-").FullName;

    public override string Name => "scenario";

    public override void Dispose()
    {
        base.Dispose();
        Directory.Delete(_folder, recursive: true);
    }

    protected override void Exercise(byte[] input)
    {
        try
        {
            DumpImage image = Scenario.Parse(Encoding.UTF8.GetString(input));
            if (image.RegionBytes <= MostWritten)
            {
                image.Write(Path.Combine(_folder, "unix.0"), Path.Combine(_folder, "vmcore.0"));
            }
        }
        catch (DeclarationException refused)
        {
            if (!refused.Message.StartsWith("scenario:", StringComparison.Ordinal) || refused.Message.Contains('\n'))
            {
                throw new Finding("not a clear message: " + refused.Message);
            }
        }
        catch (InvalidOperationException refused) when (refused.Message.StartsWith("a dump ", StringComparison.Ordinal))
        {
            // Without kas or modules there is no dump; the message says so.
        }
    }
}
