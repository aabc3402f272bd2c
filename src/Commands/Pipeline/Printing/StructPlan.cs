using System.Text.Json;
using DumpReader.Types;

namespace Commands.Pipeline.Printing;

/// <summary>A structure or union: its members in order, in braces.</summary>
internal sealed class StructPlan(CType type, Func<MemberPlan[]> compile) : TypePlan(type)
{
    private MemberPlan[]? _members;

    public override bool IsComposite => true;

    /// <summary>Compiled when first shown, so that a type may lead back to itself.</summary>
    private MemberPlan[] Members => _members ??= compile();

    public override bool WriteText(ref PrintFrame frame, ulong bit, in PrintLine line)
    {
        if (line.Depth >= frame.Options.Depth)
        {
            line.WriteHead(ref frame, bit);
            frame.Writer.WriteBytes(line.IsElement ? "{ ... },\n"u8 : "{ ... }\n"u8);
            return true;
        }

        if (line.IsBare)
        {
            line.WriteBareHead(ref frame);
        }
        else
        {
            line.WriteHead(ref frame, bit);
            frame.Writer.WriteBytes("{\n"u8);
        }

        bool whole = WriteMembers(ref frame, bit, line);
        if (!line.IsBare)
        {
            PrintLine.Indent(frame.Writer, line.Depth);
            frame.Writer.WriteBytes(line.IsElement ? "},\n"u8 : "}\n"u8);
        }

        return whole;
    }

    public override void WriteJson(ref PrintFrame frame, Utf8JsonWriter json, ulong bit)
    {
        frame.Depth++;
        json.WriteStartObject();
        WriteJsonMembers(ref frame, json, bit, 0);
        json.WriteEndObject();
        frame.Depth--;
    }

    private bool WriteMembers(ref PrintFrame frame, ulong bit, in PrintLine line)
    {
        if (frame.Run.ShouldStop)
        {
            return false;
        }

        foreach (MemberPlan member in Members)
        {
            var inner = new PrintLine
            {
                Depth = line.Depth + 1,
                TypeText = member.TypeText,
                Prefix = line.MemberPrefix,
                Name = member.Name,
                BitsText = member.BitsText,
                IsNamed = true,
            };
            if (!member.Plan.WriteText(ref frame, unchecked(bit + member.BitOffset), inner))
            {
                return false;
            }
        }

        return true;
    }

    /// <summary>Members of a nameless structure stand beside those of the one around it, as in C.</summary>
    private void WriteJsonMembers(ref PrintFrame frame, Utf8JsonWriter json, ulong bit, int depth)
    {
        foreach (MemberPlan member in Members)
        {
            ulong at = unchecked(bit + member.BitOffset);
            if (member.JsonName.EncodedUtf8Bytes.IsEmpty)
            {
                if (member.Plan is StructPlan inner && depth < PrintOptions.MostDepth)
                {
                    inner.WriteJsonMembers(ref frame, json, at, depth + 1);
                }

                continue;
            }

            json.WritePropertyName(member.JsonName);
            bool isCut = frame.Depth > frame.Options.Depth || frame.Run.ShouldStop;
            PrintJson.Write(ref frame, json, isCut ? null : member.Plan, member.Plan.Type, at);
        }

        if (frame.Options.Holes)
        {
            WriteJsonHoles(ref frame, json, bit);
        }
    }

    private void WriteJsonHoles(ref PrintFrame frame, Utf8JsonWriter json, ulong bit)
    {
        json.WriteStartArray("holes"u8);
        foreach (MemberPlan hole in Members.Where(member => Holes.IsHole(member)))
        {
            PrintJson.Write(ref frame, json, hole.Plan, hole.Plan.Type, unchecked(bit + hole.BitOffset));
        }

        json.WriteEndArray();
    }
}
