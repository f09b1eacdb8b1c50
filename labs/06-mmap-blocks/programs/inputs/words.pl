# Hashes of lists, strings that grow, regular expressions.
use strict;
use warnings;

my ($state, $text, %places) = (7, "");
for my $k (0 .. 40_000) {
  $state = ($state * 1103515245 + 12345) % 2147483648;
  my $word = 'w' . $state % 3000;
  push @{$places{$word}}, $k;
  $text .= "$word ";
}
my @most = sort { @{$places{$b}} <=> @{$places{$a}} || $a cmp $b } keys %places;
printf "%s %d\n", $_, scalar @{$places{$_}} for @most[0 .. 9];
my $count = () = $text =~ /\bw1\d*\b/g;
print length($text), " $count\n";
my @parts = map { substr $text, $_ * 1000, 1000 } 0 .. 200;
print length(join('-', reverse @parts)), "\n";
