#include "dialogs/text/area_codes.h"

#include <algorithm>
#include <iterator>

namespace dialogs::text {

namespace {

// The codes without their 0. Checked against the patterns for China in libphonenumber's metadata.
constexpr int eight_digits[] = {
    10,  20,  21,  22,  23,  24,  25,  27,  28,  29,  // municipalities and large cities
    311, 371, 377, 379,                               // Hebei, Henan
    410, 411, 413, 431, 432, 451,                     // Liaoning, Jilin, Heilongjiang
    510, 511, 512, 513, 514, 515, 516, 517, 518, 519,
    523, 527,  // Jiangsu
    531, 532, 551, 571, 573, 574, 575, 576, 577, 579,
    591, 595,  // Shandong, Anhui, Zhejiang, Fujian
    731, 755, 757, 760, 769, 791, 871, 898, 978, 994,
};
constexpr int seven_or_eight_digits[] = {433, 435, 754, 851};
constexpr int seven_digits[] = {
    310, 312, 313, 314, 315, 316, 317, 318, 319, 335,                           // Hebei
    349, 350, 351, 352, 353, 354, 355, 356, 357, 358, 359,                      // Shanxi
    370, 372, 373, 374, 375, 376, 378, 391, 392, 393, 394, 395, 396, 398,       // Henan
    412, 414, 415, 416, 417, 418, 419, 421, 427, 429,                           // Liaoning
    434, 436, 437, 438, 439,                                                    // Jilin
    452, 453, 454, 455, 456, 457, 458, 459, 464, 467, 468, 469,                 // Heilongjiang
    470, 471, 472, 473, 474, 475, 476, 477, 478, 479, 482, 483,                 // Inner Mongolia
    530, 533, 534, 535, 536, 537, 538, 539, 543, 546, 631, 632, 633, 634, 635,  // Shandong
    550, 552, 553, 554, 555, 556, 557, 558, 559, 561, 562, 563, 564, 566,       // Anhui
    570, 572, 578, 580,                                                         // Zhejiang
    592, 593, 594, 596, 597, 598, 599,                                          // Fujian
    660, 662, 663, 668, 691, 692,                                               // Guangdong, Yunnan
    701, 790, 792, 793, 794, 795, 796, 797, 798, 799,                           // Jiangxi
    710, 711, 712, 713, 714, 715, 716, 717, 718, 719, 722, 724, 728,            // Hubei
    730, 734, 735, 736, 737, 738, 739, 743, 744, 745, 746,                      // Hunan
    750, 751, 752, 753, 756, 758, 759, 762, 763, 766, 768,                      // Guangdong
    770, 771, 772, 773, 774, 775, 776, 777, 778, 779,                           // Guangxi
    812, 813, 816, 817, 818, 825, 826, 827, 830, 831, 832, 833, 834, 835, 836,
    837, 838, 839,                                                              // Sichuan
    852, 853, 854, 855, 856, 857, 858, 859,                                     // Guizhou
    870, 872, 873, 874, 875, 876, 877, 878, 879, 883, 886, 887, 888,            // Yunnan
    891, 892, 893, 894, 895, 896, 897,                                          // Tibet
    901, 902, 903, 906, 908, 909, 990, 991, 992, 993, 995, 996, 997, 998, 999,  // Xinjiang
    911, 912, 913, 914, 915, 916, 917, 919,                                     // Shaanxi
    930, 931, 932, 933, 934, 935, 936, 937, 938, 939, 941, 943,                 // Gansu
    951, 952, 953, 954, 955,                                                    // Ningxia
    970, 971, 972, 973, 974, 975, 976, 977, 979,                                // Qinghai
};

template <std::size_t N>
bool holds(const int (&codes)[N], int code) {
    return std::find(std::begin(codes), std::end(codes), code) != std::end(codes);
}

}  // namespace

AreaCode area_code(std::string_view code) {
    if (code.size() < 3 || code.size() > 4 || code.front() != '0') return {};
    int number = 0;
    for (const char digit : code.substr(1)) {
        if (digit < '0' || digit > '9') return {};
        number = number * 10 + (digit - '0');
    }
    if (number < 10 || (code.size() == 4) != (number >= 100)) return {};
    if (holds(eight_digits, number)) return {8, 8};
    if (holds(seven_digits, number)) return {7, 7};
    if (holds(seven_or_eight_digits, number)) return {7, 8};
    return {};
}

}  // namespace dialogs::text
