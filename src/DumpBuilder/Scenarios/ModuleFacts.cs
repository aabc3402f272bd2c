using DumpBuilder.Kernel;
using DumpReader.Types.Declarations;

namespace DumpBuilder.Scenarios;

/// <summary>The members of a <c>::modctl</c> block, named as in <c>struct modctl</c> and <c>struct module</c>.</summary>
internal static class ModuleFacts
{
    public static void Apply(KernelModule module, DeclarationFile file, ScenarioScope scope, AssignmentSyntax a)
    {
        string name = a.Path[0].Member!;
        if (name == "mod_filename")
        {
            module.FileName = StatusFacts.Text(file, a.Value);
            return;
        }

        ulong value = StatusFacts.Number(file, scope, a.Value);
        switch (name)
        {
            case "text": module.Text = value; break;
            case "text_size": module.TextSize = value; break;
            case "data": module.Data = value; break;
            case "data_size": module.DataSize = value; break;
            case "bss": module.Bss = value; break;
            case "bss_size": module.BssSize = value; break;
            default: throw file.Error(a.Position, $"no such member: {name}");
        }
    }
}
