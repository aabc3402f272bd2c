using Commands.Output;
using Commands.Pipeline;

namespace Commands.Dcmds.Kernel.Streams;

/// <summary>The flags that are set in a word, as -v of the STREAMS dcmds draws them below a row.</summary>
/// <param name="Key">Key in JSON.</param>
/// <param name="Column">Column of the arrow.</param>
/// <param name="Known">All flags of the word.</param>
/// <param name="Word">The word.</param>
internal sealed record FlagDrawing(string Key, int Column, StreamFlag[] Known, ulong Word)
{
    /// <summary>Width of the arrow.</summary>
    private const int Arrow = 6;

    private IEnumerable<StreamFlag> Set => Known.Where(flag => (Word & flag.Value) != 0);

    /// <summary>Draws them.</summary>
    /// <param name="writer">Where.</param>
    /// <param name="follows">Whether another drawing stands above: then there is no arrow of its own.</param>
    /// <returns>Whether anything was drawn.</returns>
    public bool Write(MdbWriter writer, bool follows)
    {
        bool pointed = follows;
        bool any = false;
        foreach (StreamFlag flag in Set)
        {
            if (!pointed)
            {
                writer.Printf("%*s|\n%*s+-->  ", Column, "", Column, "");
            }
            else
            {
                writer.Blanks(Column + Arrow);
            }

            (pointed, any) = (true, true);
            writer.Printf("%-12s %s\n", flag.Name, flag.Text ?? "<NULL>");
        }

        return any;
    }

    public void Facts(FactWriter facts)
    {
        facts.StartList(Key);
        foreach (StreamFlag flag in Set)
        {
            facts.StartObject();
            facts.Add("name", flag.Name);
            facts.Add("text", flag.Text);
            facts.EndObject();
        }

        facts.EndList();
    }
}
